import { expect, it } from 'vitest'
import { fragmentAt, hasGap, type Pin } from './pinned.ts'

const sha256 = '0'.repeat(64)
const pinOf = (times: readonly number[], askedFromAt = 10_000, askedToAt = 20_000): Pin => ({
  format: 'sightline.pin/1',
  askedFromAt,
  askedToAt,
  segment: {
    initSha256: sha256,
    fragments: times.map((at) => ({ at, arrivedAt: at, bytes: 1, isKey: true, sha256, pts: at * 90 })),
  },
})
const every = (ms: number, from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / ms) + 1 }, (_, i) => from + i * ms)

it.each([
  ['a whole segment', pinOf(every(40, 8000, 21_000)), false],
  ['one that begins a little late', pinOf(every(40, 11_400, 21_000)), false],
  ['one that begins too late', pinOf(every(40, 11_600, 21_000)), true],
  ['one that ends too early', pinOf(every(40, 8000, 18_000)), true],
  ['one with a hole', pinOf([...every(40, 8000, 14_000), ...every(40, 15_600, 21_000)]), true],
  ['a hole before what was asked', pinOf([1000, ...every(40, 9900, 21_000)]), false],
  ['a camera of one picture a second', pinOf(every(1000, 9000, 21_000)), false],
  ['one of a picture in two seconds', pinOf(every(2000, 8000, 22_000)), true],
  ['nothing at all', { ...pinOf([]), segment: null }, true],
  ['pictures out of order (B frames)', pinOf(every(40, 8000, 21_000).toReversed()), false],
])('%s: gap %s', (_name, pin, expected) => expect(hasGap(pin)).toBe(expected))

/** Recorded every 40 ms, of a media time that steps in the middle. */
const stepped = (byMs: number, timescale: number | undefined): Pin => {
  const pin = pinOf(every(40, 8000, 21_000))
  const fragments = pin.segment!.fragments.map((one) => ({
    ...one,
    pts: (one.at + (one.at > 14_000 ? byMs : 0)) * 90,
  }))
  return { ...pin, segment: { ...pin.segment!, fragments, ...(timescale && { timescale }) } }
}

it.each([
  ['media time as it was recorded', stepped(0, 90_000), false],
  ['a clock that begins to be trusted', stepped(-900, 90_000), false],
  ['an hour that nobody recorded', stepped(3_600_000, 90_000), true],
  ['media time set back', stepped(-3000, 90_000), true],
  ['ticks of another length than was said', stepped(0, 45_000), true],
  ['pinned before it was known', stepped(3_600_000, undefined), false],
])('%s: gap %s', (_name, pin, expected) => expect(hasGap(pin)).toBe(expected))

it.each([
  ['the very fragment', 12_000, 12_000],
  ['the nearest', 12_030, 12_040],
  ['none near enough', 30_000, undefined],
])('the picture of a moment: %s', (_name, at, expected) => {
  expect(fragmentAt(pinOf(every(40, 8000, 21_000)), at)?.at).toBe(expected)
})
