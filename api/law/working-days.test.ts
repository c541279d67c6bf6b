import { expect, it } from 'vitest'
import { holidays } from './holidays.ts'
import { addWorkingDays, isWorkingDay, knowsYearOf } from './working-days.ts'

it.each([
  ['an ordinary Monday', '2026-11-23', true],
  ['an ordinary Saturday', '2026-11-21', false],
  ['an ordinary Sunday', '2026-11-22', false],
  ["New Year's day", '2026-01-01', false],
  ['the Friday after it, taken off', '2026-01-02', false],
  ['the Sunday worked for it', '2026-01-04', true],
  ['the Saturday worked before Spring Festival', '2026-02-14', true],
  ['the eve of Spring Festival, a Monday', '2026-02-16', false],
  ['the last day of Spring Festival, a Monday', '2026-02-23', false],
  ['the day after it', '2026-02-24', true],
  ['the Saturday worked after it', '2026-02-28', true],
  ['Labour Day of 2026, the fifth', '2026-05-05', false],
  ['the Saturday worked for it', '2026-05-09', true],
  ['Dragon Boat, a Friday', '2026-06-19', false],
  ['the Sunday worked for National Day', '2026-09-20', true],
  ['National Day', '2026-10-01', false],
  ['the Saturday worked after it', '2026-10-10', true],
  ['the Wednesday after the eight days of 2025', '2025-10-08', false],
  ['the Saturday worked for them', '2025-10-11', true],
  ['of a year not known: a Saturday', '2031-02-01', false],
  ['of a year not known: Labour Day, a Thursday', '2031-05-01', false],
  ['of a year not known: a Monday', '2031-02-03', true],
])('R34: %s (%s): %s', (_name, day, is) => expect(isWorkingDay(day)).toBe(is))

it.each([
  ['over a weekend', '2026-11-20', 5, '2026-11-27'],
  ['from a Saturday', '2026-11-21', 1, '2026-11-23'],
  ['over Spring Festival', '2026-02-13', 5, '2026-02-27'],
  ['over National Day of 2026', '2026-09-30', 3, '2026-10-10'],
  ['over the turn of a year', '2025-12-31', 1, '2026-01-04'],
  ['over the turn to a year not known', '2026-12-31', 1, '2027-01-04'],
  ['none', '2026-11-21', 0, '2026-11-21'],
])('working days %s: %s and %i: %s', (...[, from, n, day]) => expect(addWorkingDays(from, n)).toBe(day))

it('says for which years it knows the notice', () =>
  expect(['2023-12-29', '2024-01-01', '2026-12-31', '2027-01-01'].map(knowsYearOf)).toEqual([
    false,
    true,
    true,
    false,
  ]))

it('days worked for a holiday are of a weekend, and no holiday: a slip in the table is one of these', () => {
  for (const [year, { off, worked }] of Object.entries(holidays)) {
    for (const day of worked) {
      expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
      expect(
        off.some(([first, last]) => first <= day && day <= last),
        day,
      ).toBe(false)
    }
    for (const day of [...worked, ...off.flat()]) expect(day.slice(0, 4)).toBe(year)
  }
})
