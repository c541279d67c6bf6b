import type { Masks } from '@sightline/api/contract/masks'
import type { Source } from '@sightline/api/contract/sources'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { masksQuery } from '../../../api/viewing-queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { ReasonGate } from '../../../app/reason-gate.tsx'
import { PictureNote } from '../picture-note.tsx'
import { pictureQuery } from '../picture-query.ts'
import { ShapeWords } from '../zones/shape-words.ts'
import { ZoneCanvas } from '../zones/zone-canvas.tsx'
import type { ZoneDraft } from '../zones/zone-draft.ts'
import { masksEdited, masksOf, problemsOf, startMasks, type EditMasks } from './mask-draft.ts'
import { useDrawMasks } from './use-draw-masks.ts'

/** Windows and homes in the picture of a source: what is hidden in all that is shown of it and leaves. */
export function MasksPanel({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const masks = useQuery(masksQuery(source.id))
  const [round, setRound] = useState(0)
  const reload = async (): Promise<void> => {
    await masks.refetch()
    setRound(round + 1)
  }
  return (
    <section className="zone-editor" aria-label={t('viewing.masks')}>
      <Loaded of={masks}>
        {(data) => (
          <ReasonGate sourceId={source.id}>
            <MaskEditor
              key={`${data.version}-${round}`}
              source={source}
              masks={data}
              onReload={() => void reload()}
            />
          </ReasonGate>
        )}
      </Loaded>
    </section>
  )
}

interface EditorProps {
  readonly source: Source
  readonly masks: Masks
  readonly onReload: () => void
}

function MaskEditor({ source, masks, onReload }: EditorProps) {
  const { t } = useTranslation()
  const picture = useQuery(pictureQuery(source.id))
  const [draft, edit] = useReducer(masksEdited, masks.shapes, startMasks)
  const save = useDrawMasks(source.id, masks.version)
  const problems = problemsOf(draft)
  const shapes = masksOf(draft)
  return (
    <ShapeWords value={(n) => t('viewing.mask', { n })}>
      <div className="panel">
        <h2>{t('viewing.masks')}</h2>
        {masks.isStale && (
          <Alert
            type="warning"
            showIcon
            data-testid="masks-stale"
            title={t('viewing.masksStale')}
            description={t('code.failure.mask_stale')}
          />
        )}
        {picture.data && <PictureNote picture={picture.data} />}
        {picture.error && <FailureNote error={picture.error} />}
        {picture.data && (
          <ZoneCanvas picture={picture.data.address} draft={draft} edit={edit} problems={problems} />
        )}
        {!picture.data && !picture.isFetching && <p className="warn">{t('sources.noPicture')}</p>}
      </div>
      <div className="panel zone-form">
        <p className="soft small">{t('viewing.masksHelp')}</p>
        <MaskTools draft={draft} edit={edit} />
        {problems.length > 0 && (
          <ul className="problems bad" role="status">
            {problems.map(({ shape, problem }) => (
              <li key={`${shape}-${problem.code}`}>
                {t('sources.problemIn', {
                  shape: t('viewing.mask', { n: Number(shape) + 1 }),
                  problem: t(`code.zoneProblem.${problem.code}`),
                })}
              </li>
            ))}
          </ul>
        )}
        {save.error && <FailureNote error={save.error} onRetry={onReload} />}
        <Button
          type="primary"
          disabled={problems.length > 0 || (draft.past.length === 0 && !masks.isStale)}
          loading={save.isPending}
          onClick={() => save.mutate(shapes)}
        >
          {t('viewing.saveMasks')}
        </Button>
      </div>
    </ShapeWords>
  )
}

function MaskTools({ draft, edit }: { readonly draft: ZoneDraft; readonly edit: EditMasks }) {
  const { t } = useTranslation()
  return (
    <>
      <Space wrap>
        <Button onClick={() => edit({ type: 'add_rectangle' })}>{t('viewing.addMask')}</Button>
        <Button disabled={draft.past.length === 0} onClick={() => edit({ type: 'undo' })}>
          {t('sources.undo')}
        </Button>
        <Button disabled={draft.future.length === 0} onClick={() => edit({ type: 'redo' })}>
          {t('sources.redo')}
        </Button>
        <Button disabled={draft.chosen === null} onClick={() => edit({ type: 'delete_point' })}>
          {t('sources.deletePoint')}
        </Button>
      </Space>
      <ul className="shape-list">
        {draft.shapes.bays.map((shape, i) => (
          <li key={i}>
            <span>{t('viewing.mask', { n: i + 1 })}</span>{' '}
            <span className="soft">{t('sources.pointsCount', { n: shape.length })}</span>
            <Button
              size="small"
              type="link"
              danger
              aria-label={`${t('sources.deleteShape')} ${t('viewing.mask', { n: i + 1 })}`}
              onClick={() => edit({ type: 'delete_shape', shape: i })}
            >
              {t('sources.deleteShape')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
