import { describe, expect, it } from 'vitest'
import { adviceOf, type Measured } from './advice.ts'

const model = (name: string, more: Partial<Measured> = {}): Measured => ({
  name,
  classes: ['car', 'truck', 'bus'],
  lookMs: 40,
  looksPerSecond: 25,
  publishedAp: null,
  isUntried: false,
  ...more,
})
const sourcesOf = (one: Measured, cores = 2) =>
  Object.fromEntries(
    adviceOf([one], { cores }, { sources: 1, rule: 'illegal_parking' }).models[0]!.rows.map(
      ({ kind, sources }) => [kind, sources],
    ),
  )

describe('what a machine affords', () => {
  // 2 cores x 0.75 = 1.5 s of work a second; a look costs 40 + 60 ms: 15 looks a second; parking needs one in 3 s.
  it('counts what decoding costs besides', () =>
    expect(sourcesOf(model('a'))).toEqual({ illegal_parking: 45 }))
  it('never more than the threads were measured to do', () =>
    expect(sourcesOf(model('a', { looksPerSecond: 2 }))).toEqual({ illegal_parking: 6 }))
  it('grows with the cores', () =>
    expect(sourcesOf(model('a', { looksPerSecond: 1e6 }), 8)).toEqual({ illegal_parking: 180 }))
  it('has a row for each rule that the classes serve alone', () =>
    expect(Object.keys(sourcesOf(model('a', { classes: ['person'] })))).toEqual([
      'angling',
      'kitchen_after_hours',
    ]))
  it('has none for a model that serves no rule', () =>
    expect(sourcesOf(model('a', { classes: ['boat'] }))).toEqual({}))
})

describe('which model is suggested', () => {
  const nano = model('nano', { lookMs: 25, looksPerSecond: 40, publishedAp: 25.8 })
  const small = model('small', { lookMs: 400, looksPerSecond: 2.5, publishedAp: 40.5 })
  const own = model('own', { lookMs: 10, looksPerSecond: 100 })
  it.each<[string, Measured[], number, string | null]>([
    ['the most accurate that affords as many', [nano, small], 4, 'small'],
    ['a lesser one where more are wanted', [nano, small], 8, 'nano'],
    ['none where no one affords so many', [nano, small], 500, null],
    ['none of none', [], 1, null],
    ['one of which nothing is published after one that has a figure', [own, nano], 1, 'nano'],
    ['of two without a figure the faster', [model('slow'), own], 1, 'own'],
    [
      'none that does not serve the rule',
      [model('people', { classes: ['person'], publishedAp: 90 }), nano],
      1,
      'nano',
    ],
  ])('%s', (...[, measured, sources, expected]) =>
    expect(adviceOf(measured, { cores: 2 }, { sources, rule: 'illegal_parking' }).suggested).toBe(expected),
  )

  it('never one that nobody has evaluated: that is named apart', () => {
    const tiny = model('tiny', { publishedAp: 32.8, isUntried: true })
    expect(adviceOf([nano, tiny], { cores: 2 }, { sources: 4, rule: 'illegal_parking' })).toMatchObject({
      suggested: 'nano',
      untried: ['tiny'],
    })
    expect(adviceOf([nano, tiny], { cores: 2 }, { sources: 50, rule: 'illegal_parking' })).toMatchObject({
      suggested: 'nano',
      untried: [],
    })
  })
})
