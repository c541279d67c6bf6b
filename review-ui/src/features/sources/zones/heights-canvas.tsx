import type { MarkedHeight } from '@sightline/detectors/envelope/size-law'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { markEnds, withEnd } from './height-marks.ts'
import { MarkHandle } from './mark-handle.tsx'
import type { ToPoint } from './zone-draft.ts'

/** The picture with the marked people over it, each a line from head to foot with a handle at either end. */
export function HeightsCanvas(props: {
  readonly picture: string
  readonly marks: readonly MarkedHeight[]
  /** `isSameStep`: a drag goes on. */
  readonly onChange: (marks: readonly MarkedHeight[], isSameStep: boolean) => void
}) {
  const { marks, onChange } = props
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const toPoint: ToPoint = ({ clientX, clientY }) => {
    const box = frame.current?.getBoundingClientRect()
    return box ? { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height } : { x: 0, y: 0 }
  }
  return (
    <div
      ref={frame}
      className="zone-canvas"
      role="group"
      aria-label={t('sight.heights')}
      data-testid="height-canvas"
    >
      <img src={props.picture} alt={t('sources.picture')} draggable={false} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
        {marks.map(({ head, foot }, i) => (
          <line key={i} className="height-line" x1={head.x} y1={head.y} x2={foot.x} y2={foot.y} />
        ))}
      </svg>
      {marks.flatMap((mark, i) =>
        markEnds.map((end) => (
          <MarkHandle
            key={`${i}-${end}`}
            mark={i}
            end={end}
            at={mark[end]}
            toPoint={toPoint}
            onMove={(to, isSameStep) => onChange(withEnd(marks, { mark: i, end }, to), isSameStep)}
          />
        )),
      )}
    </div>
  )
}
