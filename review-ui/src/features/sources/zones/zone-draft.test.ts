import { describe, expect, it } from 'vitest'
import { isOvernight, minuteText, toEndMinute, toMinute } from '../../../app/hours/hours.ts'
import { crossingEdges, shapeProblems } from './shape-problems.ts'
import { edited, startDraft, type ZoneDraft, type ZoneEdit } from './zone-draft.ts'

const square = [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.2 },
  { x: 0.8, y: 0.8 },
  { x: 0.2, y: 0.8 },
]
const all = (draft: ZoneDraft, edits: readonly ZoneEdit[]): ZoneDraft => edits.reduce(edited, draft)
const empty = startDraft({ polygon: [], bays: [] })
const drawn = startDraft({ polygon: square, bays: [] })
const click = (x: number, y: number): ZoneEdit => ({ type: 'click', at: { x, y } })

describe('drawing', () => {
  it('adds a point a click and closes on the first', () => {
    const draft = all(empty, [click(0.1, 0.1), click(0.9, 0.1), click(0.5, 0.9), click(0.105, 0.105)])
    expect(draft).toMatchObject({ drawing: null, shapes: { polygon: { length: 3 } } })
  })
  it('does not close with two points', () => {
    const draft = all(empty, [click(0.1, 0.1), click(0.9, 0.1), click(0.1, 0.1)])
    expect(draft).toMatchObject({ drawing: 'zone', shapes: { polygon: { length: 2 } } })
  })
  it('keeps points inside the picture', () => {
    expect(edited(empty, click(-0.2, 1.3)).shapes.polygon).toEqual([{ x: 0, y: 1 }])
  })
  it('adds nothing when no shape is being drawn', () => {
    expect(edited(drawn, click(0.5, 0.5)).shapes).toBe(drawn.shapes)
  })
  it('draws a bay apart from the zone', () => {
    const draft = all(drawn, [{ type: 'add_bay' }, click(0.4, 0.4), click(0.5, 0.4), click(0.5, 0.5)])
    expect(draft.shapes).toMatchObject({ polygon: square, bays: [{ length: 3 }] })
  })
  it('starts with a rectangle for whoever has no pointer', () => {
    const draft = edited(empty, { type: 'rectangle', shape: 'zone' })
    expect(shapeProblems(draft.shapes)).toEqual([])
    expect(draft.drawing).toBeNull()
  })
})

describe('changing', () => {
  const grab: ZoneEdit = { type: 'grab', shape: 'zone', point: 1 }
  const drag = (x: number, y: number): ZoneEdit => ({ type: 'drag', at: { x, y } })
  it('a whole drag is one step to undo', () => {
    const dragged = all(drawn, [grab, drag(0.7, 0.3), drag(0.6, 0.4), { type: 'drop' }])
    expect(dragged.shapes.polygon[1]).toEqual({ x: 0.6, y: 0.4 })
    expect(edited(dragged, { type: 'undo' }).shapes.polygon).toEqual(square)
  })
  it('a press without a move is no step', () => {
    expect(all(drawn, [grab, { type: 'drop' }]).past).toEqual([])
  })
  it('a pointer that passes over without a press moves nothing', () => {
    expect(edited(drawn, drag(0.1, 0.1))).toBe(drawn)
  })
  it('inserts in the middle of an edge, also of the closing one', () => {
    const draft = edited(drawn, { type: 'insert', shape: 'zone', edge: 3 })
    expect(draft.shapes.polygon[4]).toEqual({ x: 0.2, y: 0.5 })
  })
  it('nudges and deletes the chosen point', () => {
    const chosen = edited(drawn, { type: 'choose', shape: 'zone', point: 0 })
    expect(edited(chosen, { type: 'nudge', dx: 0.02, dy: 0 }).shapes.polygon[0]).toEqual({ x: 0.22, y: 0.2 })
    expect(edited(chosen, { type: 'delete_point' }).shapes.polygon).toEqual(square.slice(1))
  })
  it('redoes what was undone, until something new is done', () => {
    const chosen = edited(drawn, { type: 'choose', shape: 'zone', point: 0 })
    const less = edited(chosen, { type: 'delete_point' })
    const back = edited(less, { type: 'undo' })
    expect(edited(back, { type: 'redo' }).shapes).toEqual(less.shapes)
    expect(edited(back, { type: 'rectangle', shape: 'zone' }).future).toEqual([])
  })
  it('a bay that undo takes away is no longer being drawn', () => {
    expect(all(drawn, [{ type: 'add_bay' }, { type: 'undo' }])).toMatchObject({
      drawing: null,
      shapes: { bays: [] },
    })
  })
})

it('names the crossing edges of a shape that crosses itself', () => {
  const [a, b, c, d] = square as [never, never, never, never]
  const problems = shapeProblems({ polygon: [a, c, b, d], bays: [[a, b]] })
  expect(problems.map(({ shape, problem }) => `${shape}:${problem.code}`)).toContain('0:too_few_points')
  expect([...crossingEdges(problems, 'zone')].sort()).toEqual([0, 2])
  expect([...crossingEdges(problems, 0)]).toEqual([])
})

describe('hours', () => {
  it.each([
    ['00:00', 0, 1440],
    ['07:30', 450, 450],
    ['23:59', 1439, 1439],
    ['24:00', null, null],
    ['', null, null],
  ])('%s', (text, from, to) => {
    expect(toMinute(text)).toBe(from)
    expect(toEndMinute(text)).toBe(to)
  })
  it('shows the end of the day as a clock does', () => expect(minuteText(1440)).toBe('00:00'))
  it('an end that is not after its start runs over midnight', () => {
    expect(isOvernight({ days: [1], fromMinute: 1320, toMinute: 360 })).toBe(true)
    expect(isOvernight({ days: [1], fromMinute: 0, toMinute: 1440 })).toBe(false)
  })
})
