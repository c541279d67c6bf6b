import type { Point } from '@sightline/detectors/geometry/point'
import { edges } from '@sightline/detectors/geometry/polygon'
import { type MouseEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pointsText } from './points-text.ts'
import { crossingEdges, type ShapeProblem } from './shape-problems.ts'
import { EdgeHandle, PointHandle } from './zone-handles.tsx'
import { pointsOf, type EditZone, type ShapeRef, type ToPoint, type ZoneDraft } from './zone-draft.ts'

/** The picture with the shapes over it: lines are drawn, points are real buttons that can be dragged and focused. */
export function ZoneCanvas(props: {
  readonly picture: string
  readonly draft: ZoneDraft
  readonly problems: readonly ShapeProblem[]
  readonly edit: EditZone
}) {
  const { draft, edit } = props
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const toPoint: ToPoint = ({ clientX, clientY }) => {
    const box = frame.current?.getBoundingClientRect()
    return box ? { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height } : { x: 0, y: 0 }
  }
  const click = (event: MouseEvent): void => edit({ type: 'click', at: toPoint(event) })
  const shapes: readonly ShapeRef[] = ['zone', ...draft.shapes.bays.keys()]
  return (
    <div
      ref={frame}
      className="zone-canvas"
      data-drawing={draft.drawing !== null}
      role="group"
      aria-label={t('sources.editor')}
      data-testid="zone-canvas"
    >
      <img src={props.picture} alt={t('sources.picture')} draggable={false} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" onClick={click} aria-hidden>
        {shapes.map((shape) => (
          <Outline
            key={shape}
            points={pointsOf(draft.shapes, shape)}
            isOpen={draft.drawing === shape}
            isBay={shape !== 'zone'}
            crossing={crossingEdges(props.problems, shape)}
          />
        ))}
      </svg>
      {shapes.map((shape) => (
        <Handles key={shape} shape={shape} draft={draft} edit={edit} toPoint={toPoint} />
      ))}
    </div>
  )
}

function Handles(props: {
  readonly shape: ShapeRef
  readonly draft: ZoneDraft
  readonly edit: EditZone
  readonly toPoint: ToPoint
}) {
  const { shape, draft, edit, toPoint } = props
  const points = pointsOf(draft.shapes, shape)
  return (
    <>
      {draft.drawing === null &&
        points.length >= 3 &&
        edges(points).map((ends, edge) => (
          <EdgeHandle key={edge} place={{ shape, edge }} ends={ends} edit={edit} />
        ))}
      {points.map((point, i) => (
        <PointHandle
          key={i}
          place={{ shape, point: i }}
          at={point}
          draft={draft}
          edit={edit}
          toPoint={toPoint}
        />
      ))}
    </>
  )
}

function Outline(props: {
  readonly points: readonly Point[]
  readonly isOpen: boolean
  readonly isBay: boolean
  readonly crossing: ReadonlySet<number>
}) {
  const { points, isOpen, isBay, crossing } = props
  const className = isBay ? 'outline-bay' : 'outline-zone'
  return (
    <g className={className}>
      {isOpen ? <polyline points={pointsText(points)} /> : <polygon points={pointsText(points)} />}
      {!isOpen &&
        edges(points).map(([a, b], i) =>
          crossing.has(i) ? <line key={i} className="crossing" x1={a.x} y1={a.y} x2={b.x} y2={b.y} /> : null,
        )}
    </g>
  )
}
