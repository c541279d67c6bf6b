import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditZone, ZoneDraft } from './zone-draft.ts'
import { useShapeName } from './zone-handles.tsx'

/** Undo and redo, drawing, bays; everything that the pointer does on the picture can be begun here with the keyboard. */
export function ZoneTools({ draft, edit }: { readonly draft: ZoneDraft; readonly edit: EditZone }) {
  const { t } = useTranslation()
  useUndoKeys(edit)
  return (
    <Space wrap className="zone-tools">
      <Button
        icon={<UndoOutlined />}
        disabled={draft.past.length === 0}
        onClick={() => edit({ type: 'undo' })}
      >
        {t('sources.undo')}
      </Button>
      <Button
        icon={<RedoOutlined />}
        disabled={draft.future.length === 0}
        onClick={() => edit({ type: 'redo' })}
      >
        {t('sources.redo')}
      </Button>
      <Button onClick={() => edit({ type: 'draw', shape: 'zone' })}>{t('sources.drawZone')}</Button>
      {draft.drawing !== null && (
        <Button onClick={() => draft.drawing !== null && edit({ type: 'rectangle', shape: draft.drawing })}>
          {t('sources.rectangle')}
        </Button>
      )}
      <Button disabled={draft.drawing !== null} onClick={() => edit({ type: 'add_bay' })}>
        {t('sources.addBay')}
      </Button>
      {draft.drawing !== null && (
        <Button onClick={() => edit({ type: 'finish' })}>{t('sources.finishShape')}</Button>
      )}
      <Button disabled={draft.chosen === null} onClick={() => edit({ type: 'delete_point' })}>
        {t('sources.deletePoint')}
      </Button>
    </Space>
  )
}

function useUndoKeys(edit: EditZone): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isField = event.target instanceof Element && event.target.closest('input,textarea') !== null
    if (isField || !(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    const type = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null
    if (type === null) return
    event.preventDefault()
    edit({ type })
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** The shapes by name, each to be removed. */
export function ShapeList({ draft, edit }: { readonly draft: ZoneDraft; readonly edit: EditZone }) {
  const { t } = useTranslation()
  const shapeName = useShapeName()
  const rows = [
    { shape: 'zone' as const, n: draft.shapes.polygon.length },
    ...draft.shapes.bays.map((bay, shape) => ({ shape, n: bay.length })),
  ]
  return (
    <ul className="shape-list">
      {rows.map(({ shape, n }) => (
        <li key={shape}>
          <span>{shapeName(shape)}</span> <span className="soft">{t('sources.pointsCount', { n })}</span>
          <Button
            size="small"
            type="link"
            danger
            disabled={n === 0 && shape === 'zone'}
            aria-label={`${t('sources.deleteShape')} ${shapeName(shape)}`}
            onClick={() => edit({ type: 'delete_shape', shape })}
          >
            {t('sources.deleteShape')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
