import { ExpandOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

const steps = [1, 1.5, 2, 3, 4, 6, 8] as const

/** A picture that can be enlarged and moved about: buttons, double click, dragging, the page's own scrolling keys. */
export function ZoomFrame({ ratio, children }: { readonly ratio: number; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [level, setLevel] = useState(0)
  const pan = useDragPan()
  const zoom = steps[level] ?? 1
  const change = (by: number): void => setLevel(Math.min(steps.length - 1, Math.max(0, level + by)))
  return (
    <div className="viewer-stage">
      <div
        className="stage"
        data-zoomed={level > 0}
        tabIndex={level > 0 ? 0 : -1}
        data-own-keys={level > 0 ? '' : undefined}
        onDoubleClick={() => setLevel(level === 0 ? 3 : 0)}
        {...pan}
      >
        <div className="stage-frame" style={{ '--ar': ratio, '--zoom': zoom } as React.CSSProperties}>
          {children}
        </div>
      </div>
      <Space.Compact className="zoom-buttons">
        <Button
          icon={<ZoomOutOutlined />}
          aria-label={t('dossier.zoomOut')}
          disabled={level === 0}
          onClick={() => change(-1)}
        />
        <Button icon={<ExpandOutlined />} aria-label={t('dossier.zoomReset')} onClick={() => setLevel(0)}>
          {Math.round(zoom * 100)}%
        </Button>
        <Button
          icon={<ZoomInOutlined />}
          aria-label={t('dossier.zoomIn')}
          disabled={level === steps.length - 1}
          onClick={() => change(1)}
        />
      </Space.Compact>
    </div>
  )
}

function useDragPan() {
  const from = useRef<{ x: number; y: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      from.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (from.current === null || event.buttons === 0) return
      event.currentTarget.scrollBy(from.current.x - event.clientX, from.current.y - event.clientY)
      from.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: () => {
      from.current = null
    },
  }
}
