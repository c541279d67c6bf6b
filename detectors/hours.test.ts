import { describe, expect, it } from 'vitest'
import type { HoursSpan } from './finding.ts'
import { isActive } from './hours.ts'

const at = (iso: string): number => Date.parse(`${iso}+08:00`)
const weekdays: HoursSpan = { days: [1, 2, 3, 4, 5], fromMinute: 7 * 60, toMinute: 20 * 60 }
const fridayNight: HoursSpan = { days: [5], fromMinute: 22 * 60, toMinute: 6 * 60 }
const wholeSunday: HoursSpan = { days: [7], fromMinute: 0, toMinute: 1440 }
const roundTheClock: HoursSpan = { days: [3], fromMinute: 480, toMinute: 480 }

describe('hours in Asia/Shanghai (R61)', () => {
  it.each([
    ['no spans: always', [], '2026-11-22T03:00:00', true],
    ['the first minute', [weekdays], '2026-11-23T07:00:00', true],
    ['the ms before', [weekdays], '2026-11-23T06:59:59.999', false],
    ['the last ms', [weekdays], '2026-11-23T19:59:59.999', true],
    ['the end itself', [weekdays], '2026-11-23T20:00:00', false],
    ['a Saturday', [weekdays], '2026-11-21T12:00:00', false],
    ['Monday there, Sunday in UTC', [weekdays], '2026-11-23T07:30:00', true],
    ['Friday night', [fridayNight], '2026-11-20T23:00:00', true],
    ['Saturday morning belongs to Friday', [fridayNight], '2026-11-21T05:59:59', true],
    ['Saturday at six', [fridayNight], '2026-11-21T06:00:00', false],
    ['Friday morning belongs to Thursday', [fridayNight], '2026-11-20T05:00:00', false],
    ['Saturday night', [fridayNight], '2026-11-21T23:00:00', false],
    ['the last minute of a whole day', [wholeSunday], '2026-11-22T23:59:59', true],
    ['midnight after it', [wholeSunday], '2026-11-23T00:00:00', false],
    ['round the clock from Wednesday', [roundTheClock], '2026-11-26T07:59:00', true],
    ['and no longer', [roundTheClock], '2026-11-26T08:00:00', false],
    ['any of several spans', [weekdays, wholeSunday], '2026-11-22T12:00:00', true],
    ['before 1970', [weekdays], '1969-12-29T08:00:00', true],
    ['a summer day of a year that had summer time: not this clock', [weekdays], '1990-07-02T06:30:00', false],
  ])('%s', (...[, hours, iso, expected]) => {
    expect(isActive(hours, at(iso))).toBe(expected)
  })
})
