import type { Point } from '@sightline/detectors/geometry/point'
import type { ActionDispatch } from 'react'

/** `zone` is the polygon itself, a number one of its bays. */
export type ShapeRef = 'zone' | number
export interface Shapes {
  readonly polygon: readonly Point[]
  readonly bays: readonly (readonly Point[])[]
}
export interface ZoneDraft {
  readonly shapes: Shapes
  readonly past: readonly Shapes[]
  readonly future: readonly Shapes[]
  /** The shape that clicks add points to, until it is closed. */
  readonly drawing: ShapeRef | null
  readonly chosen: { readonly shape: ShapeRef; readonly point: number } | null
  /** The shapes as they were when a point was grabbed: a whole drag is one step to undo. */
  readonly grabbed: Shapes | null
}
export type ZoneEdit =
  | { readonly type: 'draw'; readonly shape: ShapeRef }
  | { readonly type: 'add_bay' }
  | { readonly type: 'click'; readonly at: Point }
  | { readonly type: 'finish' }
  | { readonly type: 'rectangle'; readonly shape: ShapeRef }
  | { readonly type: 'insert'; readonly shape: ShapeRef; readonly edge: number }
  | { readonly type: 'grab'; readonly shape: ShapeRef; readonly point: number }
  | { readonly type: 'drag'; readonly at: Point }
  | { readonly type: 'drop' }
  | { readonly type: 'choose'; readonly shape: ShapeRef; readonly point: number }
  | { readonly type: 'nudge'; readonly dx: number; readonly dy: number }
  | { readonly type: 'delete_point' }
  | { readonly type: 'delete_shape'; readonly shape: ShapeRef }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
export type EditZone = ActionDispatch<[ZoneEdit]>
/** Where on the picture something happened, 0..1 on both axes. */
export type ToPoint = (event: { readonly clientX: number; readonly clientY: number }) => Point

/** A click this near to the first point closes the shape (share of the picture). */
const closeEnough = 0.02
const historyLimit = 200

export const startDraft = (shapes: Shapes): ZoneDraft => ({
  shapes,
  past: [],
  future: [],
  drawing: shapes.polygon.length === 0 ? 'zone' : null,
  chosen: null,
  grabbed: null,
})

export const pointsOf = (shapes: Shapes, shape: ShapeRef): readonly Point[] =>
  (shape === 'zone' ? shapes.polygon : shapes.bays[shape]) ?? []

const withPoints = (shapes: Shapes, shape: ShapeRef, points: readonly Point[]): Shapes =>
  shape === 'zone'
    ? { ...shapes, polygon: points }
    : { ...shapes, bays: shapes.bays.map((bay, i) => (i === shape ? points : bay)) }

/** Into the picture, to a ten-thousandth of it. */
const within = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 10_000) / 10_000
const inPicture = ({ x, y }: Point): Point => ({ x: within(x), y: within(y) })

const committed = (draft: ZoneDraft, shapes: Shapes): ZoneDraft => ({
  ...draft,
  shapes,
  past: [...draft.past, draft.shapes].slice(-historyLimit),
  future: [],
})

/** One edit later. Pure; an edit that means nothing in this state changes nothing. */
export function edited(draft: ZoneDraft, edit: ZoneEdit): ZoneDraft {
  switch (edit.type) {
    case 'draw':
      return {
        ...committed(draft, withPoints(draft.shapes, edit.shape, [])),
        drawing: edit.shape,
        chosen: null,
      }
    case 'add_bay':
      return addBay(draft)
    case 'click':
      return clicked(draft, edit.at)
    case 'finish':
      return { ...draft, drawing: null }
    case 'rectangle':
      return rectangle(draft, edit.shape)
    case 'insert':
      return inserted(draft, edit.shape, edit.edge)
    case 'grab':
      return { ...draft, chosen: { shape: edit.shape, point: edit.point }, grabbed: draft.shapes }
    case 'drag':
      return draft.grabbed ? { ...draft, shapes: moved(draft, edit.at) } : draft
    case 'drop':
      return dropped(draft)
    case 'choose':
      return { ...draft, chosen: { shape: edit.shape, point: edit.point } }
    case 'nudge':
      return nudged(draft, edit)
    case 'delete_point':
      return withoutPoint(draft)
    case 'delete_shape':
      return withoutShape(draft, edit.shape)
    case 'undo':
      return stepped(draft, 'past')
    case 'redo':
      return stepped(draft, 'future')
  }
}

function addBay(draft: ZoneDraft): ZoneDraft {
  const shapes = { ...draft.shapes, bays: [...draft.shapes.bays, []] }
  return { ...committed(draft, shapes), drawing: draft.shapes.bays.length, chosen: null }
}

function clicked(draft: ZoneDraft, at: Point): ZoneDraft {
  if (draft.drawing === null) return { ...draft, chosen: null }
  const points = pointsOf(draft.shapes, draft.drawing)
  const first = points[0]
  const closes = first !== undefined && Math.hypot(first.x - at.x, first.y - at.y) < closeEnough
  if (closes) return points.length >= 3 ? { ...draft, drawing: null } : draft
  const shapes = withPoints(draft.shapes, draft.drawing, [...points, inPicture(at)])
  return { ...committed(draft, shapes), chosen: { shape: draft.drawing, point: points.length } }
}

function rectangle(draft: ZoneDraft, shape: ShapeRef): ZoneDraft {
  const [from, to] = shape === 'zone' ? [0.25, 0.75] : [0.4, 0.6]
  const points = [
    { x: from, y: from },
    { x: to, y: from },
    { x: to, y: to },
    { x: from, y: to },
  ]
  return {
    ...committed(draft, withPoints(draft.shapes, shape, points)),
    drawing: null,
    chosen: { shape, point: 0 },
  }
}

function inserted(draft: ZoneDraft, shape: ShapeRef, edge: number): ZoneDraft {
  const points = pointsOf(draft.shapes, shape)
  const a = points[edge]
  const b = points[(edge + 1) % points.length]
  if (!a || !b) return draft
  const middle = inPicture({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
  const shapes = withPoints(draft.shapes, shape, points.toSpliced(edge + 1, 0, middle))
  return { ...committed(draft, shapes), chosen: { shape, point: edge + 1 } }
}

function moved({ shapes, chosen }: ZoneDraft, at: Point): Shapes {
  if (!chosen) return shapes
  const points = pointsOf(shapes, chosen.shape)
  return withPoints(shapes, chosen.shape, points.with(chosen.point, inPicture(at)))
}

function dropped(draft: ZoneDraft): ZoneDraft {
  const { grabbed } = draft
  if (grabbed === null || grabbed === draft.shapes) return { ...draft, grabbed: null }
  return { ...committed({ ...draft, shapes: grabbed }, draft.shapes), grabbed: null }
}

function nudged(draft: ZoneDraft, { dx, dy }: { dx: number; dy: number }): ZoneDraft {
  const { chosen } = draft
  const point = chosen && pointsOf(draft.shapes, chosen.shape)[chosen.point]
  return point ? committed(draft, moved(draft, { x: point.x + dx, y: point.y + dy })) : draft
}

function withoutPoint(draft: ZoneDraft): ZoneDraft {
  const { chosen } = draft
  if (!chosen) return draft
  const points = pointsOf(draft.shapes, chosen.shape).toSpliced(chosen.point, 1)
  const next = points.length === 0 ? null : { ...chosen, point: Math.min(chosen.point, points.length - 1) }
  return { ...committed(draft, withPoints(draft.shapes, chosen.shape, points)), chosen: next }
}

function withoutShape(draft: ZoneDraft, shape: ShapeRef): ZoneDraft {
  const shapes =
    shape === 'zone'
      ? withPoints(draft.shapes, shape, [])
      : { ...draft.shapes, bays: draft.shapes.bays.toSpliced(shape, 1) }
  return { ...committed(draft, shapes), chosen: null, drawing: shape === 'zone' ? 'zone' : null }
}

/** Undo takes from the past and gives to the future; redo the other way about. */
function stepped(draft: ZoneDraft, from: 'past' | 'future'): ZoneDraft {
  const shapes = draft[from].at(-1)
  if (!shapes) return draft
  const to = from === 'past' ? 'future' : 'past'
  const isGone = typeof draft.drawing === 'number' && draft.drawing >= shapes.bays.length
  return {
    ...draft,
    shapes,
    [from]: draft[from].slice(0, -1),
    [to]: [...draft[to], draft.shapes],
    chosen: null,
    drawing: isGone ? null : (draft.drawing ?? (shapes.polygon.length < 3 ? 'zone' : null)),
  }
}
