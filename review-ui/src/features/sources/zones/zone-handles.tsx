import type { Point } from '@sightline/detectors/geometry/point'
import { type KeyboardEvent, type PointerEvent, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { ShapeWords } from './shape-words.ts'
import type { EditZone, ShapeRef, ToPoint, ZoneDraft } from './zone-draft.ts'

const percent = (v: number): string => `${v * 100}%`
const small = 0.002
const large = 0.02

/** What a shape is called to someone who cannot see it. */
export function useShapeName(): (shape: ShapeRef) => string {
  const { t } = useTranslation()
  const word = useContext(ShapeWords) ?? ((n: number) => t('sources.shapeBay', { n }))
  return (shape) => (shape === 'zone' ? t('sources.shapeZone') : word(shape + 1))
}

/** One point: dragged with the pointer, moved with the arrows, removed with Delete. */
export function PointHandle(props: {
  readonly place: { readonly shape: ShapeRef; readonly point: number }
  readonly at: Point
  readonly draft: ZoneDraft
  readonly edit: EditZone
  readonly toPoint: ToPoint
}) {
  const { place, at, draft, edit, toPoint } = props
  const { t } = useTranslation()
  const shapeName = useShapeName()
  const isChosen = draft.chosen?.shape === place.shape && draft.chosen.point === place.point
  const closes = draft.drawing === place.shape && place.point === 0
  const grab = (event: PointerEvent<HTMLButtonElement>): void => {
    if (closes) return
    event.currentTarget.setPointerCapture(event.pointerId)
    edit({ type: 'grab', ...place })
  }
  return (
    <button
      type="button"
      className="point-handle"
      data-own-keys
      data-chosen={isChosen}
      data-bay={place.shape !== 'zone'}
      data-closes={closes}
      data-testid="zone-point"
      style={{ left: percent(at.x), top: percent(at.y) }}
      aria-label={t('sources.point', {
        shape: shapeName(place.shape),
        n: place.point + 1,
        x: Math.round(at.x * 100),
        y: Math.round(at.y * 100),
      })}
      onFocus={() => edit({ type: 'choose', ...place })}
      onPointerDown={grab}
      onPointerMove={(event) => edit({ type: 'drag', at: toPoint(event) })}
      onPointerUp={() => edit({ type: 'drop' })}
      onPointerCancel={() => edit({ type: 'drop' })}
      onClick={() => closes && edit({ type: 'finish' })}
      onKeyDown={(event) => pressed(event, place, edit)}
    />
  )
}

function pressed(
  event: KeyboardEvent,
  place: { readonly shape: ShapeRef; readonly point: number },
  edit: EditZone,
): void {
  const by = event.shiftKey ? large : small
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  }
  const move = moves[event.key]
  if (move) edit({ type: 'nudge', dx: move[0], dy: move[1] })
  else if (event.key === 'Delete' || event.key === 'Backspace') edit({ type: 'delete_point' })
  else if (event.key === 'Insert') edit({ type: 'insert', shape: place.shape, edge: place.point })
  else return
  event.preventDefault()
}

/** The middle of an edge: pressing it adds a point there. */
export function EdgeHandle(props: {
  readonly place: { readonly shape: ShapeRef; readonly edge: number }
  readonly ends: readonly [Point, Point]
  readonly edit: EditZone
}) {
  const { place, edit } = props
  const [a, b] = props.ends
  const { t } = useTranslation()
  const shapeName = useShapeName()
  return (
    <button
      type="button"
      className="edge-handle"
      tabIndex={-1}
      style={{ left: percent((a.x + b.x) / 2), top: percent((a.y + b.y) / 2) }}
      aria-label={t('sources.edge', { shape: shapeName(place.shape), n: place.edge + 1 })}
      onClick={() => edit({ type: 'insert', ...place })}
    />
  )
}
