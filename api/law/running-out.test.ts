import { expect, it } from 'vitest'
import { lawOf } from './kinds.ts'
import { runningOut } from './running-out.ts'

const sign = (takenOn: string) => ({ takenOn })
const until = (day: string) => ({ number: '渝检〔2022〕1号', until: day })

// 2022-11-30 and 1461 days are 2026-11-30.
it.each<[string, Parameters<typeof runningOut>[0], string, [string, string, boolean][]]>([
  ['nothing is there', { sign: null, calibration: null }, '2026-11-30', []],
  ['all of it is fresh', { sign: sign('2026-01-01'), calibration: until('2027-01-31') }, '2026-11-30', []],
  ['31 days before', { sign: sign('2022-11-30'), calibration: null }, '2026-10-30', []],
  [
    '30 days before',
    { sign: sign('2022-11-30'), calibration: null },
    '2026-10-31',
    [['sign', '2026-11-30', false]],
  ],
  [
    'its last day',
    { sign: sign('2022-11-30'), calibration: null },
    '2026-11-30',
    [['sign', '2026-11-30', false]],
  ],
  [
    'the day after',
    { sign: sign('2022-11-30'), calibration: null },
    '2026-12-01',
    [['sign', '2026-11-30', true]],
  ],
  [
    'both, the first to end first',
    { sign: sign('2022-11-30'), calibration: until('2026-11-29') },
    '2026-11-30',
    [
      ['calibration', '2026-11-29', true],
      ['sign', '2026-11-30', false],
    ],
  ],
])('%s', (...[, file, today, told]) =>
  expect(runningOut(file, today).map(({ what, lastDay, isOver }) => [what, lastDay, isOver])).toEqual(told),
)

it('says the last day on which the profile still takes the photograph', () =>
  expect(lawOf('illegal_parking').profile.sign?.days).toBe(1461))
