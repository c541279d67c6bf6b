import { expect, it } from 'vitest'
import type { LooksAt } from '@sightline/models/manifest'
import type { Body } from '@sightline/detectors/pose/body'
import { noBodies } from './bodies.ts'
import { headOf, regionsFor, type Known } from './regions.ts'

const left = {
  polygon: [
    { x: 0, y: 0.2 },
    { x: 0.4, y: 0.2 },
    { x: 0.4, y: 1 },
    { x: 0.1, y: 1 },
  ],
}
const right = {
  polygon: [
    { x: 0.6, y: 0 },
    { x: 1, y: 0 },
    { x: 0.8, y: 0.6 },
  ],
}
const box = (...[left, top, right, bottom]: [number, number, number, number]) => ({
  left,
  top,
  right,
  bottom,
})
const inLeft = box(0.2, 0.3, 0.3, 0.8)
const between = box(0.45, 0.3, 0.55, 0.8)
const onEdge = box(0.35, 0.3, 0.45, 0.8)
const flame = box(0.1, 0.5, 0.2, 0.6)
const known: Known = {
  size: { width: 2000, height: 1000 },
  persons: [inLeft, between, onEdge],
  bodies: noBodies,
  flickers: [flame],
}

it.each<[string, LooksAt, Partial<Known>, number[][]]>([
  ['the whole picture', 'picture', {}, [[0, 0, 1, 1]]],
  [
    'what encloses each zone',
    'zones',
    {},
    [
      [0, 0.2, 0.4, 1],
      [0.6, 0, 1, 0.6],
    ],
  ],
  [
    'persons who touch a zone, with a margin',
    'persons',
    {},
    [
      [0.195, 0.275, 0.305, 0.825],
      [0.345, 0.275, 0.455, 0.825],
    ],
  ],
  ['nobody', 'persons', { persons: [] }, []],
  ['nobody in the zones', 'heads', { persons: [between] }, []],
  ['what flickers, with a margin', 'flickers', {}, [[0.075, 0.475, 0.225, 0.625]]],
  ['nothing that flickers', 'flickers', { flickers: [] }, []],
  ['cut at the edges of the picture', 'persons', { persons: [box(0, 0.5, 0.2, 1)] }, [[0, 0.475, 0.21, 1]]],
])('shows %s', (...[, looksAt, change, expected]) => {
  const shown = regionsFor(looksAt, [left, right], { ...known, ...change }).map((region) => region.shown)
  expect(shown).toHaveLength(expected.length)
  for (const [i, { left: l, top, right: r, bottom }] of shown.entries())
    for (const [k, side] of [l, top, r, bottom].entries()) expect(side).toBeCloseTo(expected[i]![k]!, 9)
})

it('asks about the flame itself, not about what is shown around it', () => {
  expect(regionsFor('flickers', [left], known)[0]!.about).toBe(flame)
})

it('asks of glitter about the largest lights only, a flame among them', () => {
  const glitter = Array.from({ length: 300 }, (_, i) => box(i / 400, 0.9, i / 400 + 0.001, 0.901))
  const asked = regionsFor('flickers', [left], { ...known, flickers: [...glitter, flame] })
  expect(asked).toHaveLength(12)
  expect(asked[0]!.about).toBe(flame)
})

it.each([
  ['a standing person', box(0.4, 0.2, 0.5, 0.8), { side: 240, top: 164, middle: 900 }],
  ['a narrow one, from the side', box(0.4, 0.2, 0.44, 1), { side: 240, top: 164, middle: 840 }],
  ['head and shoulders alone', box(0.4, 0.2, 0.6, 0.5), { side: 480, top: 128, middle: 1000 }],
])('the head of %s is in a square of pixels', (_, person, { side, top, middle }) => {
  const head = headOf(person, known.size)
  expect((head.right - head.left) * 2000).toBeCloseTo(side)
  expect((head.bottom - head.top) * 1000).toBeCloseTo(side)
  expect(head.top * 1000).toBeCloseTo(top)
  expect(((head.left + head.right) / 2) * 2000).toBeCloseTo(middle)
})

it('cuts a head out where the joints put it, and by the box of whom no joints are known', () => {
  // Ears 100 px apart in the lower half of the box: who squats.
  const ear = (x: number) => ({ x, y: 0.6, score: 0.9 })
  const body: Body = { leftEar: ear(0.27), rightEar: ear(0.22) }
  const asked = regionsFor('heads', [left], { ...known, bodies: new Map([[inLeft, body]]) })
  const [byJoints, guessed] = asked.map(({ shown }) => shown)
  expect((byJoints!.left + byJoints!.right) / 2).toBeCloseTo(0.245, 9)
  expect(byJoints!.top).toBeGreaterThan(0.4)
  expect(byJoints!.bottom).toBeGreaterThan(0.7)
  const sides = [(byJoints!.right - byJoints!.left) * 2000, (byJoints!.bottom - byJoints!.top) * 1000]
  expect(sides[0]).toBeCloseTo(sides[1]!, 6)
  expect(guessed).toEqual(headOf(onEdge, known.size))
})
