import fc from 'fast-check'
import { expect, it } from 'vitest'
import { endOfTerm, firstNotOver, type Term } from './terms.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)

it.each<[string, string, Term, string]>([
  ['ms, over midnight', '2026-11-30T23:55:00', { unit: 'ms', n: 600_000 }, '2026-12-01T00:05:00'],
  [
    'working days, over a weekend',
    '2026-12-04T23:59:59.999',
    { unit: 'working_day', n: 1 },
    '2026-12-07T23:59:59.999',
  ],
  // Saturday the 14th is worked, Spring Festival is from the 15th to the 23rd.
  [
    'working days, over a holiday',
    '2026-02-13T00:00:00',
    { unit: 'working_day', n: 2 },
    '2026-02-24T23:59:59.999',
  ],
  [
    'one ms later, a day later',
    '2026-02-14T00:00:00',
    { unit: 'working_day', n: 2 },
    '2026-02-25T23:59:59.999',
  ],
  [
    'calendar days, through a holiday',
    '2026-02-13T12:00:00',
    { unit: 'day', n: 5 },
    '2026-02-18T23:59:59.999',
  ],
  ['the day itself', '2026-02-13T12:00:00', { unit: 'day', n: 0 }, '2026-02-13T23:59:59.999'],
])('%s', (...[, from, term, end]) => expect(endOfTerm(at(from), term)).toBe(at(end)))

const moment = fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2027-12-31T00:00:00') })
const term = fc.record<Term>({
  unit: fc.constantFrom('ms', 'working_day', 'day'),
  n: fc.integer({ min: 0, max: 20 }),
})

it('what began before the first that is not over is over, and nothing else is', () => {
  fc.assert(
    fc.property(fc.record({ from: moment, now: moment, of: term }), ({ from, now, of }) => {
      const first = firstNotOver(now, of)
      expect(from < first).toBe(endOfTerm(from, of) < now)
      expect(endOfTerm(first, of)).toBeGreaterThanOrEqual(now)
      expect(endOfTerm(first - 1, of)).toBeLessThan(now)
    }),
  )
})
