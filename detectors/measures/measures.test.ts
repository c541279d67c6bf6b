import { describe, expect, it } from 'vitest'
import { hota } from './hota.ts'
import { idf1, idSwitches } from './identity.ts'
import type { Labelled } from './labelled.ts'

/** A box of width 1 in lane `lane`, moved aside by `aside` of its width. */
const seen = (id: number, lane = id, aside = 0): Labelled => ({
  id,
  box: { left: lane * 10 + aside, top: 0, right: lane * 10 + aside + 1, bottom: 1 },
})
type Ids = (frame: number) => readonly Labelled[]
const one: Ids = () => [seen(1)]
const both: Ids = () => [seen(1), seen(2)]
const half = (i: number): boolean => i < 10
const none: Ids = () => []
const swapped = [seen(2, 1), seen(1, 2)]
/** Of a box of width 1, moved aside by `a`, an overlap of (1 - a) / (1 + a). */
const asideFor = (iou: number): number => (1 - iou) / (1 + iou)

interface Row {
  readonly name: string
  readonly truth: Ids
  readonly result: Ids
  readonly detA: number
  readonly assA: number
  /** Where it is not the root of DetA times AssA because the limits differ. */
  readonly hota?: number
  readonly idf1: number
  readonly switches: number
}

/** Worked by hand from the definitions; n = 20 frames. */
const rows: readonly Row[] = [
  { name: 'perfect', truth: both, result: both, detA: 1, assA: 1, idf1: 1, switches: 0 },
  {
    name: 'other names, all the same',
    truth: both,
    result: () => [seen(7, 1), seen(3, 2)],
    detA: 1,
    assA: 1,
    idf1: 1,
    switches: 0,
  },
  {
    name: 'another id half way: two pairs, each n/2 of n + n/2 - n/2',
    truth: one,
    result: (i) => [seen(half(i) ? 1 : 2, 1)],
    detA: 1,
    assA: 1 / 2,
    idf1: 1 / 2,
    switches: 1,
  },
  {
    name: 'missed half the time',
    truth: one,
    result: (i) => (half(i) ? one(i) : []),
    detA: 1 / 2,
    assA: 1 / 2,
    idf1: 2 / 3,
    switches: 0,
  },
  {
    name: 'as many false boxes as true ones',
    truth: one,
    result: both,
    detA: 1 / 2,
    assA: 1,
    idf1: 2 / 3,
    switches: 0,
  },
  {
    name: 'two ids swapped half way: four pairs, each n/2 of n + n - n/2',
    truth: both,
    result: (i) => (half(i) ? both(i) : swapped),
    detA: 1,
    assA: 1 / 3,
    idf1: 1 / 2,
    switches: 2,
  },
  {
    name: 'two ids swapped for a quarter: pairs of 15 of 25 and of 5 of 35',
    truth: both,
    result: (i) => (i < 10 || i >= 15 ? both(i) : swapped),
    detA: 1,
    assA: (3 / 4) * (15 / 25) + (1 / 4) * (5 / 35),
    idf1: 3 / 4,
    switches: 4,
  },
  { name: 'nothing found', truth: one, result: none, detA: 0, assA: 0, idf1: 0, switches: 0 },
  { name: 'nothing there', truth: none, result: one, detA: 0, assA: 0, idf1: 0, switches: 0 },
  { name: 'neither', truth: none, result: none, detA: 1, assA: 1, idf1: 1, switches: 0 },
  {
    name: 'one id for two things, one after the other',
    truth: (i) => [seen(half(i) ? 1 : 2)],
    result: (i) => [seen(1, half(i) ? 1 : 2)],
    detA: 1,
    assA: 1 / 2,
    idf1: 1 / 2,
    switches: 0,
  },
  {
    name: 'another id after a gap of half the time',
    truth: one,
    result: (i) => (i < 5 ? [seen(1)] : i < 15 ? [] : [seen(2, 1)]),
    detA: 1 / 2,
    assA: 1 / 4,
    idf1: 1 / 3,
    switches: 1,
  },
  {
    name: 'the same id after it',
    truth: one,
    result: (i) => (i < 5 || i >= 15 ? [seen(1)] : []),
    detA: 1 / 2,
    assA: 1 / 2,
    idf1: 2 / 3,
    switches: 0,
  },
  {
    name: 'an overlap of .5: ten of the nineteen limits',
    truth: one,
    result: () => [seen(1, 1, asideFor(0.5))],
    detA: 10 / 19,
    assA: 10 / 19,
    hota: 10 / 19,
    idf1: 1,
    switches: 0,
  },
  {
    name: 'an overlap of .45: nine of them',
    truth: one,
    result: () => [seen(1, 1, asideFor(0.45))],
    detA: 9 / 19,
    assA: 9 / 19,
    hota: 9 / 19,
    idf1: 0,
    switches: 0,
  },
  {
    name: 'a better box of a stranger in the last frame: who belongs to the film is matched',
    truth: one,
    result: (i) => [seen(1, 1, asideFor(0.9)), ...(i === 19 ? [seen(2, 1)] : [])],
    detA: (18 / 19) * (20 / 21),
    assA: 18 / 19,
    hota: (18 / 19) * Math.sqrt(20 / 21),
    idf1: 40 / 41,
    switches: 0,
  },
]

describe('the measures of tracking', () => {
  it.each(rows)('$name', ({ truth, result, ...expected }) => {
    const frames = Array.from({ length: 20 }, (_, i) => ({ truth: truth(i), result: result(i) }))
    const measured = hota(frames)
    expect(measured.detA).toBeCloseTo(expected.detA, 9)
    expect(measured.assA).toBeCloseTo(expected.assA, 9)
    expect(measured.hota).toBeCloseTo(expected.hota ?? Math.sqrt(expected.detA * expected.assA), 9)
    expect(idf1(frames)).toBeCloseTo(expected.idf1, 9)
    expect(idSwitches(frames)).toBe(expected.switches)
  })
})
