import { describe, expect, it } from 'vitest'
import type { Detection } from '../detection.ts'
import { start } from '../test/drawn-scene.ts'
import type { Appearance } from './appearance.ts'
import { trackerDefaults } from './track.ts'
import { emptyTracker, track, type TrackerState } from './tracker.ts'
import { worthEmbedding } from './worth-embedding.ts'

const anna: Appearance = [127, 20, 0]
const boris: Appearance = [20, 127, 0]
/** Nobody of the two. */
const carol: Appearance = [0, 0, 127]

const person = (x: number, appearance?: Appearance): Detection => ({
  class: 'person',
  score: 0.8,
  box: { left: x, top: 0.5, right: x + 0.03, bottom: 0.6 },
  ...(appearance && { appearance }),
})
type Look = readonly Detection[]

/** Tracks at 5 looks a second. */
const after = (looks: readonly Look[]): TrackerState =>
  looks.reduce(
    (state, detections, i) => track(state, { at: start + i * 200, detections }, trackerDefaults).state,
    emptyTracker,
  )
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)

/** Two people come from both sides, meet at 0.5 and are not seen for 1.2 s. */
const met = (
  of: (i: number) => readonly [Appearance | undefined, Appearance | undefined],
): readonly Look[] => [
  ...times(10).map((i) => {
    const [a, b] = of(i)
    return [person(0.35 + i * 0.012, a), person(0.65 - i * 0.012, b)]
  }),
  ...times(6).map(() => []),
]
const known = met((i) => (i === 9 ? [anna, boris] : [undefined, undefined]))
const small = ({ class: type, score, box }: Detection): Detection => ({
  class: type,
  score,
  box: { ...box, top: 0.58 },
})
/** The same while something small is taken for a person beside them, or somebody is seen there once. */
const withSmall = known.map((look) => look.flatMap((one) => [one, small(one)]))
const withGlimpse = known.map((look, i) => (i === 9 ? [...look, person(0.5)] : look))
/** The ids of those seen last, from left to right. */
const seenLast = ({ at, tracks }: TrackerState): readonly number[] =>
  tracks
    .filter(({ seenAt }) => seenAt === at)
    .toSorted((a, b) => a.box.left - b.box.left)
    .map(({ id }) => id)

describe('who comes back into sight', () => {
  it.each<[string, readonly Look[], Look, readonly number[]]>([
    ['passed each other', known, [person(0.46, boris), person(0.54, anna)], [2, 1]],
    ['turned round', known, [person(0.44, anna), person(0.56, boris)], [1, 2]],
    ['one of the two', known, [person(0.5, boris)], [2]],
    ['one of the two, and a stranger', known, [person(0.46, carol), person(0.54, anna)], [3, 1]],
    [
      'turned round, something small beside them',
      withSmall,
      [person(0.44, anna), person(0.56, boris)],
      [1, 3],
    ],
    ['turned round, a glimpse of somebody', withGlimpse, [person(0.44, anna), person(0.56, boris)], [1, 2]],
    ['two who look the same', met(() => [anna, anna]), [person(0.44, anna), person(0.56, anna)], [1, 2]],
  ])('%s', (...[, before, last, ids]) => expect(seenLast(after([...before, last]))).toEqual(ids))

  it.each<[string, readonly Look[], (a?: Appearance) => Look]>([
    [
      'only one who was lost, and one who came',
      times(10).map((i) => [person(0.4 + i * 0.012)]),
      (a) => [person(0.55, a)],
    ],
    [
      'nobody was out of sight',
      met(() => [anna, boris]).slice(0, 10),
      (a) => [person(0.465, a), person(0.535, a)],
    ],
  ])('is not asked for: %s', (...[, before, last]) => {
    const found = [undefined, anna, boris, carol].map((a) => seenLast(after([...before, last(a)])))
    expect(new Set(found.map(String)).size).toBe(1)
  })

  it('is the same after the memory was saved in between', () => {
    const last = [person(0.46, boris), person(0.54, anna)]
    const saved = JSON.parse(JSON.stringify(after(known))) as TrackerState
    const next = track(saved, { at: start + 16 * 200, detections: last }, trackerDefaults).state
    expect(seenLast(next)).toEqual([2, 1])
  })
})

describe('whose look is worth a model', () => {
  const worth = (before: readonly Look[], detections: Look, most = 4): Look => {
    const frame = { at: start + before.length * 200, detections }
    return worthEmbedding(after(before), frame, { config: trackerDefaults, most })
  }
  const [left, right] = [person(0.47), person(0.53)]
  const walk = (x: number, from: number, until: number): readonly Look[] =>
    times(until - from).map((i) => [person(x + (from + i) * 0.012)])

  it.each<[string, readonly Look[], Look, Look]>([
    ['both who come back, of two whose looks are known', known, [left, right], [left, right]],
    ['one who may be either of two', known, [left], [left]],
    [
      'nobody, where it is not known how those looked who were lost',
      met(() => [undefined, undefined]),
      [left],
      [],
    ],
    ['nobody who was in sight only just', walk(0.4, 0, 4), [person(0.448)], []],
    ['nobody who is known already', [...walk(0.4, 0, 8), [person(0.496, anna)]], [person(0.508)], []],
    ['nobody whose look was not clear', walk(0.4, 0, 8), [{ ...left, score: 0.2 }], []],
    ['no car', times(8).map(() => [{ ...left, class: 'car' }]), [{ ...left, class: 'car' }], []],
  ])('%s', (...[, before, seen, expected]) => expect(worth(before, seen)).toEqual(expected))

  it('one who has been in sight for a second, apart from others', () => {
    const [alone, beside] = [person(0.4 + 8 * 0.012), person(0.4 + 8 * 0.012 + 0.02)]
    expect(worth(walk(0.4, 0, 8), [alone])).toEqual([alone])
    expect(worth(walk(0.4, 0, 8), [alone, beside])).toEqual([])
  })

  it('no more than can be afforded', () => expect(worth(known, [left, right], 1)).toHaveLength(1))
})
