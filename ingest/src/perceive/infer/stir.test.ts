import { describe, expect, it } from 'vitest'
import { livelyFrom } from '@sightline/detectors/tracking/life'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { stirOf } from './stir.ts'
import { drawLook, drawnSize, type Drawn, type DrawnLook } from './test/drawn-people.ts'

const still: Point = { x: 0, y: 0 }

/** A box so many pixels large, its foot in the middle of the street. */
function boxOf(widthPx: number, heightPx: number): Box {
  const [x, y] = [150, 150]
  const { width, height } = drawnSize
  return {
    left: (x - widthPx / 2) / width,
    right: (x + widthPx / 2) / width,
    top: (y - heightPx) / height,
    bottom: y / height,
  }
}
const usual = boxOf(24, 70)
const small = boxOf(10, 30)
const post = (box = usual): Drawn => ({ box, as: 'post' })
const person = (pose: Point, box = usual): Drawn => ({ box, as: 'person', pose })

interface Pair {
  readonly then: DrawnLook
  readonly now: DrawnLook
  readonly box?: Box
  readonly others?: readonly Box[]
  readonly off?: Point
}

/** How much the box stirred between two looks, of three sensors' noises each. */
function stirs({ then, now, box = usual, others = [], off = still }: Pair): readonly (number | null)[] {
  return [1, 2, 3].map((turn) => {
    const pictures = { now: drawLook({ seed: turn, ...now }), then: drawLook({ seed: turn + 50, ...then }) }
    return stirOf({ ...pictures, off }, [{ box, others }], [box, ...others])[0] ?? null
  })
}

const dusk: DrawnLook = { gain: 0.4, noise: 6 }
const night: DrawnLook = { gain: 0.2, noise: 5 }

describe('what never lived does not stir', () => {
  const bare: DrawnLook = { things: [post()] }
  it.each<[string, Pair]>([
    ['by day', { then: bare, now: bare }],
    ['from a key frame to another picture', { then: bare, now: { ...bare, isCoarse: true } }],
    ['at dusk', { then: { ...bare, ...dusk }, now: { ...bare, ...dusk } }],
    ['in the noise of night', { then: { ...bare, ...night }, now: { ...bare, ...night } }],
    ['when the sun comes out', { then: bare, now: { ...bare, gain: 1.25, offset: 8 } }],
    ['when a cloud takes the light', { then: bare, now: { ...bare, gain: 0.7 } }],
    ['in the rain', { then: { ...bare, streaks: 150 }, now: { ...bare, streaks: 150 } }],
    ['on a swaying mast', { then: bare, now: { ...bare, shift: { x: 3, y: -2 } }, off: { x: 3, y: -2 } }],
    [
      'on a mast that sways by parts of a pixel',
      { then: bare, now: { ...bare, shift: { x: 0.6, y: 0.4 } }, off: { x: 0.5, y: 0.5 } },
    ],
    ['on a mast whose sway is not told', { then: bare, now: { ...bare, shift: { x: 0.3, y: 0.2 } } }],
    ['as a poster of somebody', { then: { things: [person(still)] }, now: { things: [person(still)] } }],
    [
      'as small as 10 x 30 px',
      { then: { things: [post(small)] }, now: { things: [post(small)] }, box: small },
    ],
    [
      'before water that never rests',
      {
        then: { ...bare, restless: { left: 0, top: 0.3, right: 1, bottom: 0.8 } },
        now: { ...bare, restless: { left: 0, top: 0.3, right: 1, bottom: 0.8 } },
      },
    ],
  ])('%s', (_, pair) => {
    for (const stir of stirs(pair)) expect(stir).toBeLessThan(livelyFrom)
  })
})

describe('who lives stirs', () => {
  const moved = (pose: Point, look: DrawnLook = {}, box = usual): Pair => ({
    then: { ...look, things: [person(still, box)] },
    now: { ...look, things: [person(pose, box)] },
    box,
  })
  it.each<[string, Pair]>([
    ['who moves his head and arms by two pixels', moved({ x: 2, y: 0 })],
    ['who nods by a pixel', moved({ x: 0, y: 1 })],
    ['at dusk', moved({ x: 2, y: 1 }, dusk)],
    ['in the noise of night, by four pixels', moved({ x: 4, y: 2 }, night)],
    ['from a key frame to another picture', { ...moved({ x: 2, y: 0 }, { isCoarse: true }) }],
    ['in the rain, by five pixels', moved({ x: 5, y: 3 }, { streaks: 150 })],
    ['as small as 10 x 30 px', moved({ x: 1, y: 1 }, {}, small)],
    ['who came', { then: {}, now: { things: [person(still)] } }],
  ])('%s', (_, pair) => {
    for (const stir of stirs(pair)) expect(stir).toBeGreaterThan(livelyFrom)
  })
})

describe('what others do is not its own stirring', () => {
  const passer: Box = { ...usual, left: usual.left + 0.05, right: usual.right + 0.05 }
  const before = { then: { things: [post()] }, now: { things: [person(still, passer), post()] } }
  it('is not looked at where they cover it', () => {
    for (const stir of stirs({ ...before, others: [passer] })) expect(stir).toBeLessThan(livelyFrom)
  })
  it('is not told where they cover most of it', () => {
    for (const stir of stirs({ ...before, others: [usual] })) expect(stir).toBeNull()
  })
  it('is not told of what is a few pixels large', () => {
    const tiny = boxOf(5, 8)
    for (const stir of stirs({ then: {}, now: {}, box: tiny })) expect(stir).toBeNull()
  })
  it('is not told of what lies outside the picture', () => {
    const outside = { left: 1.2, right: 1.3, top: 0.2, bottom: 0.6 }
    for (const stir of stirs({ then: {}, now: {}, box: outside })) expect(stir).toBeNull()
  })
})
