import { describe, expect, it } from 'vitest'
import { iou } from '@sightline/detectors/geometry/box'
import { fieldOf, stepFlicker, type FlickerState } from './flame-candidates.ts'

const [width, height] = [160, 96]
const content = { x: 0, y: 0, width, height: 90 }
const whole = {
  polygon: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
}

type Colour = readonly [number, number, number]
type Paint = (x: number, y: number) => Colour | null
const night: Colour = [24, 28, 36]
const day: Colour = [120, 130, 140]

/** One frame: what is painted, on a ground, with a little sensor noise that changes from turn to turn. */
function drawn(paint: Paint, turn: number, ground: Colour = night): Uint8Array {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = paint(x, y) ?? ground
      const noise = ((x * 7 + y * 13 + turn * 29) % 7) - 3
      for (let c = 0; c < 3; c++)
        data[(y * width + x) * 3 + c] = Math.min(255, Math.max(0, colour[c]! + noise))
    }
  return data
}

/** The candidates of each of so many looks. */
function candidates(film: (turn: number) => Uint8Array, { looks = 20, zone = whole } = {}) {
  const field = fieldOf([zone], content)
  let state: FlickerState | null = null
  return Array.from({ length: looks }, (_, turn) => {
    const step = stepFlicker(state, { data: film(turn), widthPx: width, content }, field)
    state = step.state
    return step.regions
  })
}

const disc =
  (...[cx, cy, r, colour]: [number, number, number, Colour]): Paint =>
  (x, y) =>
    (x - cx) ** 2 + (y - cy) ** 2 <= r * r ? colour : null
const rectangle =
  (...[left, top, w, h, colour]: [number, number, number, number, Colour]): Paint =>
  (x, y) =>
    x >= left && x < left + w && y >= top && y < top + h ? colour : null

/** A flame of three colours, whose tip goes up and down and sways. Its foot is at y 80. */
function flame(turn: number, cx = 80): Paint {
  const tip = 46 + 9 * Math.sin(turn * 2.1)
  const sway = 4 * Math.sin(turn * 1.3)
  return (x, y) => {
    const up = (80 - y) / (80 - tip)
    if (up < 0 || up > 1) return null
    const off = Math.abs(x - cx - sway * up)
    const half = 14 * (1 - up)
    if (off > half) return null
    return off < half * 0.4 ? [255, 226, 122] : off < half * 0.75 ? [255, 154, 38] : [226, 100, 26]
  }
}

describe('what burns', () => {
  it('is a candidate in nearly every look, where it is, and its box follows it', () => {
    const found = candidates((turn) => drawn(flame(turn), turn)).slice(5)
    expect(found.filter((regions) => regions.length === 1).length).toBeGreaterThanOrEqual(14)
    for (const [box] of found.filter((regions) => regions.length > 0)) {
      expect((box!.left + box!.right) / 2).toBeCloseTo(0.5, 1)
      expect(box!.bottom * 90).toBeCloseTo(80, -0.5)
    }
    const tops = found.flatMap((regions) => regions.map(({ top }) => top))
    expect(Math.max(...tops) - Math.min(...tops)).toBeGreaterThan(0.1)
  })

  it('by day as well', () => {
    const found = candidates((turn) => drawn(flame(turn), turn, day)).slice(5)
    expect(found.filter((regions) => regions.length > 0).length).toBeGreaterThanOrEqual(14)
  })

  it('is two candidates where two things burn apart, and one where two tongues touch', () => {
    const both = (apart: number) => (turn: number) => {
      const [one, other] = [flame(turn, 80 - apart / 2), flame(turn + 3, 80 + apart / 2)]
      return drawn((x, y) => one(x, y) ?? other(x, y), turn)
    }
    expect(candidates(both(110)).at(-1)).toHaveLength(2)
    expect(candidates(both(20)).at(-1)).toHaveLength(1)
  })

  it('outside the zone is none', () => {
    const left = {
      polygon: [
        { x: 0, y: 0 },
        { x: 0.3, y: 0 },
        { x: 0.3, y: 1 },
        { x: 0, y: 1 },
      ],
    }
    expect(candidates((turn) => drawn(flame(turn), turn), { zone: left }).flat()).toEqual([])
  })
})

const sun: Colour = [255, 244, 170]
const sodium: Colour = [255, 190, 90]
it.each<[string, (turn: number) => Uint8Array]>([
  ['the sun', (turn) => drawn(disc(120, 20, 12, sun), turn, day)],
  ['a lamp', (turn) => drawn(disc(60, 40, 8, sodium), turn)],
  ['a lit window', (turn) => drawn(rectangle(40, 20, 30, 40, sodium), turn)],
  [
    'a lamp whose light is a little unsteady',
    (turn) => drawn(disc(60, 40, 8, turn % 2 ? sodium : [248, 184, 84]), turn),
  ],
  ['a red car that stands', (turn) => drawn(rectangle(40, 40, 60, 24, [205, 30, 28]), turn, day)],
  [
    'a red car that passes',
    (turn) => drawn(rectangle(-60 + turn * 12, 40, 60, 24, [205, 30, 28]), turn, day),
  ],
  [
    'a yellow car that passes',
    (turn) => drawn(rectangle(-60 + turn * 12, 40, 60, 24, [235, 190, 40]), turn, day),
  ],
  [
    'a red flag in the wind',
    (turn) =>
      drawn(
        (x, y) => (x > 40 && x < 90 && y > 30 && y < 56 + 6 * Math.sin(x / 9 + turn) ? [214, 36, 30] : null),
        turn,
        day,
      ),
  ],
  [
    'a white light that flickers',
    (turn) => drawn(disc(60, 40, 10, turn % 2 ? [255, 255, 255] : [60, 60, 64]), turn),
  ],
  [
    'a blue light that flickers',
    (turn) => drawn(disc(60, 40, 10, turn % 2 ? [90, 130, 255] : [20, 20, 60]), turn),
  ],
  [
    'clouds: the whole picture grows dark and bright',
    (turn) =>
      drawn(
        rectangle(0, 0, 160, 90, [100 + 40 * (turn % 2), 110 + 40 * (turn % 2), 120 + 40 * (turn % 2)]),
        turn,
      ),
  ],
  ['headlights that go on once', (turn) => drawn(turn > 9 ? disc(60, 60, 10, sodium) : () => null, turn)],
])('%s is no candidate', (_, film) => {
  expect(candidates(film).flat()).toEqual([])
})

it('is left to the second stage where a warm light blinks: its box is always the same', () => {
  const found = candidates((turn) => drawn(turn % 2 ? disc(60, 40, 9, sodium) : () => null, turn))
    .slice(6)
    .flat()
  expect(found.length).toBeGreaterThan(0)
  for (const box of found) expect(iou(box, found[0]!)).toBeGreaterThan(0.95)
})

it('begins anew with a picture of another size, and gives the same for the same', () => {
  const film = (turn: number) => drawn(flame(turn), turn)
  expect(candidates(film)).toEqual(candidates(film))
  const field = fieldOf([whole], content)
  const before: FlickerState = {
    warm: new Uint8Array(4),
    bright: new Uint8Array(4),
    history: new Uint8Array(4),
  }
  expect(stepFlicker(before, { data: film(0), widthPx: width, content }, field).regions).toEqual([])
})
