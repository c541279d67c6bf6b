import { describe, expect, it } from 'vitest'
import { dayOf } from './calendar.ts'
import { coverOf, isInForce } from './cover.ts'

const at = (text: string): number => Date.parse(`${text}:00+08:00`)
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const season = { fromDay: '2026-07-01', toDay: '2026-10-31' }
const day = { ...season, hours: [] }
const market = { ...season, hours: [{ days: everyDay, fromMinute: 18 * 60, toMinute: 2 * 60 }] }
const evening = { ...season, hours: [{ days: everyDay, fromMinute: 18 * 60, toMinute: 22 * 60 }] }
const toMidnight = { ...season, hours: [{ days: everyDay, fromMinute: 18 * 60, toMinute: 1440 }] }
const saturdays = { ...season, hours: [{ days: [6], fromMinute: 20 * 60, toMinute: 60 }] }
const roundTheClock = { ...season, hours: [{ days: everyDay, fromMinute: 0, toMinute: 0 }] }

describe('a permit allows a moment', () => {
  it.each([
    ['first moment of its first day', day, '2026-07-01T00:00', true],
    ['last minute before it', day, '2026-06-30T23:59', false],
    ['last minute of its last day', day, '2026-10-31T23:59', true],
    ['first minute after it', day, '2026-11-01T00:00', false],
    ['within its hours', evening, '2026-08-03T18:00', true],
    ['the minute its hours end', evening, '2026-08-03T22:00', false],
    ['over midnight, before it', market, '2026-08-03T23:59', true],
    ['over midnight, after it', market, '2026-08-04T01:59', true],
    ['over midnight, past its end', market, '2026-08-04T02:00', false],
    ['the night after its last day', market, '2026-11-01T01:00', true],
    ['the evening after its last day', market, '2026-11-01T19:00', false],
    ['the small hours of its first day', market, '2026-07-01T01:00', false],
    ['until midnight, at midnight', toMidnight, '2026-08-04T00:00', false],
    ['Saturday night, on Sunday', saturdays, '2026-08-02T00:30', true],
    ['Saturday night, on Saturday morning', saturdays, '2026-08-01T00:30', false],
    ['all day', roundTheClock, '2026-08-04T12:00', true],
    ['all day, after its last', roundTheClock, '2026-11-01T00:00', false],
  ])('%s', (...[, terms, moment, expected]) => expect(isInForce(terms, at(moment))).toBe(expected))
})

describe('a permit allows a stay', () => {
  it.each([
    ['inside', '2026-08-03T18:30', '2026-08-03T18:36', 'whole'],
    ['outside', '2026-08-03T17:30', '2026-08-03T17:36', null],
    ['begun before it', '2026-08-03T17:58', '2026-08-03T18:03', 'part'],
    ['that outlasts it', '2026-08-03T21:58', '2026-08-03T22:03', 'part'],
    ['of one moment', '2026-08-03T18:00', '2026-08-03T18:00', 'whole'],
    ['around all of it', '2026-08-03T17:00', '2026-08-03T23:00', 'part'],
    ['of a week', '2026-08-03T17:00', '2026-08-10T17:00', 'part'],
  ])('%s', (...[, from, to, expected]) =>
    expect(coverOf(evening, { from: at(from), to: at(to) })).toBe(expected),
  )
  it('sees a minute in the middle of a stay that begins and ends outside', () => {
    const minute = { ...season, hours: [{ days: everyDay, fromMinute: 600, toMinute: 601 }] }
    const stay = { from: at('2026-08-03T09:58') + 30_500, to: at('2026-08-03T10:03') + 1 }
    expect(coverOf(minute, stay)).toBe('part')
  })
})

it.each([
  ['2026-08-03T00:00', '2026-08-03'],
  ['2026-08-03T23:59', '2026-08-03'],
  ['2026-08-03T07:59', '2026-08-03'],
])('%s is of the day %s', (moment, expected) => expect(dayOf(at(moment))).toBe(expected))
