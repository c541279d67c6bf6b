import { describe, expect, it } from 'vitest'
import type { Detection } from '../detection.ts'
import { noise, start, told, type Story } from '../test/drawn-scene.ts'
import { lastDrops, ruleOf, thing, trembling, watch } from './test/drawn.ts'

const spot: readonly [number, number] = [0.5, 0.7]
const usual = ruleOf('angling')
const quick = ruleOf('angling', { stillSeconds: 10, graceSeconds: 10 })

/** What stands at the spot, stirring so much. */
const post = (stir: number): Detection => thing('person', spot, { score: 0.36, stir })
const poster = (stir: number): Detection => thing('person', spot, { score: 0.9, stir })
const at = (x: number, stir = 0.4): Detection => thing('person', [x, 0.7], { stir })

/** Stirring of what never lived: mostly nothing, the tail of the noise now and then. */
function tremble(seed = 3): () => number {
  const next = noise(seed)
  return () => (next() < 0.02 ? 0.035 : next() * 0.01)
}
/** Of somebody who sits still: a share of the looks shows it. */
function sitting(share: number, seed = 5): () => number {
  const next = noise(seed)
  return () => (next() < share ? 0.05 + next() * 0.2 : next() * 0.02)
}
const lifeless = tremble()

interface Row {
  readonly name: string
  readonly story: Story
  readonly rule?: typeof usual
  readonly until: number
  readonly everyMs?: number
}

describe('nobody is accused of angling', () => {
  const walkBy = (s: number): Detection => at(0.2 + ((s % 20) * 0.6) / 8)
  const isBy = (s: number): boolean => s % 20 < 8
  const rows: readonly Row[] = [
    { name: 'a post for half an hour', story: () => [post(lifeless())], until: 1800, everyMs: 1000 },
    {
      name: 'a post for half an hour, quick',
      story: () => [post(lifeless())],
      rule: quick,
      until: 1800,
      everyMs: 1000,
    },
    {
      name: 'a poster of which the model is sure, at key frames',
      story: () => [poster(lifeless())],
      until: 1800,
      everyMs: 4000,
    },
    {
      name: 'a mannequin whose box trembles',
      story: trembling(() => [poster(lifeless())], 0.03),
      rule: quick,
      until: 600,
    },
    {
      name: 'a post with people who walk before it all day, who are seen in its place for a moment',
      story: (s) => {
        if (!isBy(s)) return [post(lifeless())]
        const walker = walkBy(s)
        const isBefore = Math.abs((walker.box.left + walker.box.right) / 2 - 0.5) < 0.03
        return isBefore ? [walker] : [walker, post(lifeless())]
      },
      rule: quick,
      until: 600,
    },
    {
      name: 'a post that takes over the track of who walked up to it and went',
      story: (s) => (s < 12 ? [at(Math.min(0.5, 0.2 + s * 0.03))] : [post(s < 16 ? 0.4 : lifeless())]),
      until: 300,
    },
    {
      name: 'a post whose stirring nobody measured',
      story: () => [thing('person', spot, { score: 0.36 })],
      until: 300,
    },
  ]
  it.each(rows)('$name', ({ story, rule = usual, until, everyMs = 200 }) => {
    const run = watch(story, { until, everyMs }, rule)
    expect(run.events.filter(({ stage }) => stage === 'confirmed')).toEqual([])
    expect(run.steps.some(({ drops }) => drops.some(({ reason }) => reason === 'lifeless'))).toBe(true)
  })

  it('who walks up is not followed by a confirmation at the quickest pace either', () => {
    const story: Story = (s) =>
      s < 12 ? [at(Math.min(0.5, 0.2 + s * 0.03))] : [post(s < 16 ? 0.4 : lifeless())]
    expect(
      told(watch(story, { until: 120 }, quick).events).filter((one) => one.startsWith('confirmed')),
    ).toEqual([])
  })
})

describe('who sits still for five minutes is found', () => {
  const sitter = (share: number): Story => {
    const stir = sitting(share)
    return () => [thing('person', spot, { size: [0.05, 0.09], stir: stir() })]
  }
  it.each<[string, Story, number]>([
    ['at five looks a second', sitter(0.3), 200],
    ['at key frames four seconds apart', sitter(0.5), 4000],
    [
      'far off, of whom the model is unsure',
      (s) => sitter(0.5)(s).map((one) => ({ ...one, score: 0.42 })),
      200,
    ],
    ['where nobody measured it', () => [thing('person', spot, { size: [0.05, 0.09] })], 200],
  ])('%s', (_, story, everyMs) => {
    const { events } = watch(story, { until: 300, everyMs }, usual)
    expect(events.map(({ stage }) => stage)).toEqual(['opened', 'confirmed'])
    expect(events[0]!.dwell.fromAt - events[1]!.dwell.fromAt).toBe(0)
  })
})

it('stays dropped until it lives: somebody sits down before a poster', () => {
  const stir = sitting(0.4)
  const story: Story = (s) => [s < 300 ? poster(lifeless()) : thing('person', spot, { stir: stir() })]
  const run = watch(story, { until: 600 }, usual)
  expect(lastDrops(watch(story, { until: 290 }, usual))).toEqual(['lifeless'])
  expect(run.events.map(({ stage }) => stage)).toEqual(['opened', 'confirmed'])
  expect(run.events[0]!.dwell.fromAt).toBeGreaterThanOrEqual(run.steps[1500]!.facts.at)
})

describe('every rule about people', () => {
  const goods = [thing('table', [0.56, 0.72]), thing('bottle', [0.57, 0.66], { size: [0.02, 0.05] })]
  it.each([
    ['street_vending', { stillSeconds: 60, graceSeconds: 10, minGoods: 1 }, goods],
    ['kitchen_after_hours', {}, []],
  ] as const)('%s means the living', (kind, params, beside) => {
    const hours = { hours: [{ days: [1], fromMinute: 0, toMinute: 30 }] }
    const rule = ruleOf(kind, params, kind === 'kitchen_after_hours' ? hours : {})
    const stir = sitting(0.4)
    const story =
      (one: () => Detection): Story =>
      () => [one(), ...beside]
    const found = watch(
      story(() => thing('person', spot, { stir: stir() })),
      { until: 120 },
      rule,
    )
    const dropped = watch(
      story(() => poster(lifeless())),
      { until: 120 },
      rule,
    )
    expect(found.events.map(({ stage }) => stage)).toContain('confirmed')
    expect(dropped.events).toEqual([])
    expect(lastDrops(dropped)).toContain('lifeless')
  })
})

/** Lively at some looks only: `L` stirs, `n` does not; the last sign goes on. */
const lookOf = (signs: string, i: number): number => (signs[i % signs.length] === 'L' ? 0.4 : 0.001)

describe('a claim begins when somebody came to stand there, not when his life is known', () => {
  /** Walks up for ten seconds, and stirs in the looks at his place as told. */
  const comer =
    (signs: string, everyMs: number): Story =>
    (s) => [s < 10 ? at(0.2 + s * 0.03) : at(0.5, lookOf(signs, Math.round(((s - 10) * 1000) / everyMs)))]
  const begins = (story: Story, everyMs: number, rule = usual): number => {
    const [opened] = watch(story, { until: 400, everyMs }, rule).events
    return (opened!.dwell.fromAt - start) / 1000
  }
  it.each([
    ['who stirs in half of the looks, first in the third', 'nnLnLnnL', 2000],
    ['who stirs in half of the looks, first in the second', 'nLnnLL', 2000],
    ['who stirs in every seventh look', 'nnnnnnL', 2000],
    ['who does not in the second', 'LnnLnL', 1000],
  ] as const)('%s', (_, signs, everyMs) => {
    expect(begins(comer(signs, everyMs), everyMs)).toBe(10)
  })

  const shut = { hours: [{ days: [2 as const], fromMinute: 600, toMinute: 601 }] }
  it.each([
    ['a keeper with his table', ruleOf('street_vending', { minGoods: 1 }), 10],
    // That rule counts looks besides: three of them are asked before it.
    ['who is in a shut kitchen', ruleOf('kitchen_after_hours', {}, shut), 16],
  ] as const)('%s, who stirs in every sixth look', (_, rule, from) => {
    const table = thing('table', [0.57, 0.71], { size: [0.08, 0.06] })
    const comes = comer('nnnnnL', 2000)
    const story: Story = (s) => [...(s < 10 ? [] : comes(s)), table]
    expect(begins(story, 2000, rule)).toBe(from)
  })

  it('who sits down before a poster: from his first sign of life', () => {
    const story: Story = (s) => [s < 100 ? poster(0.001) : at(0.5, lookOf('LnnL', (s - 100) / 2))]
    expect(begins(story, 2000)).toBe(100)
  })
})

describe('what opened on somebody who lived, and shows no life since', () => {
  /** Stands and stirs until somebody puts a post there in his place, which stands until he is back. */
  const leftBehind =
    (from: number, to: number): Story =>
    (s) => [s < from || s >= to ? at(0.5) : post(0.001)]
  it.each([
    [
      'ends before the confirmation, and opens anew when it lives',
      80,
      400,
      ['opened 60', 'closed', 'opened 460'],
    ],
    ['ends after it, later', 200, 600, ['opened 60', 'confirmed 180', 'closed', 'opened 660']],
    ['goes on where that was for a moment', 80, 110, ['opened 60', 'confirmed 180']],
  ])('%s', (...[, from, to, expected]) => {
    const { events } = watch(leftBehind(from, to), { until: to + 100, everyMs: 1000 }, usual)
    expect(told(events).map((one) => one.replace(/closed \d+ lifeless/, 'closed'))).toEqual(expected)
  })

  it('is told of no later than a claim may bridge, of what was confirmed as long as things are remembered', () => {
    const closedAt = (from: number): number => {
      const { events } = watch(leftBehind(from, 9999), { until: from + 300, everyMs: 1000 }, usual)
      return ((events.find(({ stage }) => stage === 'closed')?.at ?? Infinity) - start) / 1000 - from
    }
    // A minute's looks must be nine tenths without life before that is known.
    expect(closedAt(80)).toBeLessThanOrEqual(60 + 21)
    expect(closedAt(200)).toBeLessThanOrEqual(60 + 121)
  })
})
