import { describe, expect, it } from 'vitest'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { createShakeWatch } from './shake-watch.ts'
import { noShake, stepShake, type ShakeState } from './shake.ts'
import { chance, drawStreet, drawWall, type StreetView } from './test/drawn-street.ts'

interface Pace {
  readonly beginAt: number
  readonly everyMs: number
}
const fast = (beginAt: number): Pace => ({ beginAt, everyMs: 200 })
const slow = (beginAt: number): Pace => ({ beginAt, everyMs: 2000 })

/** The last state after pictures at that pace, and what was told of each, luma px. */
function watch(from: ShakeState, { beginAt, everyMs }: Pace, pictures: readonly Luma[]) {
  let state = from
  const told = pictures.map((luma, i) => {
    state = stepShake(state, luma, beginAt + i * everyMs)
    return state.shift && { x: state.shift.x * luma.width, y: state.shift.y * luma.height }
  })
  return { state, told }
}
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)
const still = times(30).map((seed) => drawStreet({ seed }))
const learnt = watch(noShake, fast(0), still).state
const bus = { left: 25, top: 30, width: 88, height: 50 }

/** What is told of moves of up to 9 px across and 7 px down, in the light and weather given: the misses, sorted, and how often nothing is. */
function misses(how: StreetView): { readonly off: readonly number[]; readonly untold: number } {
  const next = chance(9)
  const off: number[] = []
  let untold = 0
  for (let seed = 100; seed < 140; seed++) {
    const [x, y] = [(next() * 2 - 1) * 9, (next() * 2 - 1) * 7]
    const [shift] = watch(learnt, fast(7000), [drawStreet({ ...how, x, y, seed })]).told
    if (shift) off.push(Math.hypot(shift.x - x, shift.y - y))
    else untold += 1
  }
  return { off: off.toSorted((a, b) => a - b), untold }
}

describe('the shift of a picture against the view at rest', () => {
  it.each<[string, StreetView, number]>([
    ['by day', {}, 2],
    ['with the noise of dusk', { noise: 8 }, 2],
    ['with the noise of night', { noise: 15 }, 2],
    ['in half the light', { gain: 0.5 }, 2],
    ['in a sixth of the light', { gain: 0.15 }, 2],
    ['behind a bus', { passing: [bus] }, 10],
    [
      'under the text that a camera writes into its picture',
      { passing: [{ left: 2, top: 2, width: 70, height: 6 }] },
      2,
    ],
  ])('is told to a quarter of a pixel %s', (...[, how, mostUntold]) => {
    const { off, untold } = misses(how)
    expect(untold).toBeLessThanOrEqual(mostUntold)
    expect(off.at(-1)).toBeLessThan(0.25)
  })

  it.each<[string, StreetView]>([
    ['a bus fills most of the picture', { passing: [{ left: 0, top: 5, width: 150, height: 83 }] }],
    ['the camera points elsewhere', { x: 30 }],
    ['it is dark', { gain: 0.01 }],
  ])('is not told when %s', (...[, how]) => {
    expect(watch(learnt, fast(7000), [drawStreet({ x: 3, ...how })]).told).toEqual([null])
  })

  it('is not told of a plain wall, nor before the view is learnt', () => {
    expect(watch(noShake, fast(0), times(40).map(drawWall)).told.every((shift) => shift === null)).toBe(true)
    const { told } = watch(noShake, fast(0), still)
    expect(told.findIndex((shift) => shift !== null)).toBe(20)
  })
})

describe('what moves before a camera at rest', () => {
  const atRest = (told: readonly unknown[]): boolean =>
    told.every((shift) => shift === null || JSON.stringify(shift) === '{"x":0,"y":0}')

  it.each([
    ['a bus drives by', (i: number) => [{ ...bus, left: -80 + i * 4 }]],
    ['a bus drives by slowly', (i: number) => [{ ...bus, left: 20 + i }]],
    ['a lorry covers more and more', (i: number) => [{ left: 0, top: 0, width: i * 2, height: 90 }]],
  ])('is no shake: %s', (...[, passing]) => {
    const pictures = times(60).map((i) => drawStreet({ seed: 200 + i, passing: passing(i) }))
    expect(atRest(watch(learnt, fast(7000), pictures).told)).toBe(true)
  })

  it('is hardly a shake: a bus drives off that had stood there while the view was learnt', () => {
    const stood = times(20).map((seed) => drawStreet({ seed, passing: [bus] }))
    const known = watch(
      noShake,
      slow(0),
      times(40).map((i) => stood[i % 20]!),
    ).state
    const leaving = times(60).map((i) =>
      drawStreet({ seed: 500 + i, passing: [{ ...bus, left: bus.left + i }] }),
    )
    const { told } = watch(known, fast(90_000), leaving)
    expect(told.filter((shift) => shift && (shift.x !== 0 || shift.y !== 0)).length).toBeLessThan(5)
    expect(Math.max(...told.map((shift) => Math.hypot(shift?.x ?? 0, shift?.y ?? 0)))).toBeLessThan(0.6)
  })
})

describe('the view at rest', () => {
  it('is the middle of the swings, however the first picture hung', () => {
    const swing = times(80).map((i) => ({ x: 4 * Math.cos((i * 2 * Math.PI) / 7), y: 2 * Math.sin(i) }))
    const { told } = watch(
      noShake,
      fast(0),
      swing.map((move, seed) => drawStreet({ ...move, seed })),
    )
    const off = told
      .slice(30)
      .map((shift, i) => Math.hypot(shift!.x - swing[i + 30]!.x, shift!.y - swing[i + 30]!.y))
    expect(Math.max(...off)).toBeLessThan(0.6)
  })

  it('does not creep after a camera that was pushed: that is for health to say', () => {
    const pushed = times(10).map((seed) => drawStreet({ x: 3, seed }))
    const last = watch(
      learnt,
      slow(7000),
      times(300).map((i) => pushed[i % 10]!),
    ).told.at(-1)
    expect(Math.abs((last?.x ?? 0) - 3)).toBeLessThan(0.25)
  })

  it('goes with the daylight', () => {
    const evening = times(150).map((i) => drawStreet({ seed: i, gain: 1 - i / 200 }))
    const { state } = watch(learnt, slow(7000), evening)
    const [shift] = watch(state, fast(400_000), [drawStreet({ x: -2, y: 1, gain: 0.25 })]).told
    expect(Math.hypot(shift!.x + 2, shift!.y - 1)).toBeLessThan(0.3)
  })

  it('is learnt anew when no picture has shown it for a minute', () => {
    const turned = times(10).map((seed) => drawStreet({ x: 30, seed }))
    const { told } = watch(
      learnt,
      slow(7000),
      times(60).map((i) => turned[i % 10]!),
    )
    expect(told.slice(0, 30).every((shift) => shift === null)).toBe(true)
    expect(told.at(-1)).toEqual({ x: 0, y: 0 })
  })

  it('is learnt anew from pictures of another size', () => {
    const small = { data: Uint8Array.from({ length: 100 }, (_, i) => i), width: 10, height: 10 }
    expect(stepShake(learnt, small, 7000).shift).toBeNull()
  })
})

it('keeps each shift until what was seen in its picture comes back', () => {
  const shakes = createShakeWatch()
  still.forEach((luma, i) => shakes.see(luma, i * 200))
  shakes.see(drawStreet({ x: 4 }), 6000)
  shakes.see(drawStreet({ seed: 2 }), 6200)
  shakes.see(drawStreet({ y: -3 }), 6400)
  expect(shakes.shiftAt(6000)?.x).toBeCloseTo(4 / 160, 2)
  expect(shakes.shiftAt(6200)).toBeNull()
  expect(shakes.shiftAt(6400)?.y).toBeCloseTo(-3 / 90, 2)
  expect(shakes.shiftAt(6400)).not.toBeNull()
  shakes.forget()
  expect(shakes.shiftAt(6400)).toBeNull()
})
