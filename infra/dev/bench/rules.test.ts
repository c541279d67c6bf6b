import type { Box } from '@sightline/detectors/geometry/point'
import { expect, it } from 'vitest'
import { count, type Stretch, type Told, type TrueStay } from './rules.ts'

const here: Box = { left: 0.2, top: 0.2, right: 0.4, bottom: 0.4 }
const elsewhere: Box = { left: 0.6, top: 0.6, right: 0.8, bottom: 0.8 }

const stretch = (from: number, to: number): Stretch => ({ from, to, isEndSeen: true })
const stay = (...stretches: Stretch[]): TrueStay => ({ stretches, placesAt: () => [here] })
const told = (confirmedAt: number, some: Partial<Told> = {}): Told => ({
  confirmedAt,
  box: here,
  fromAt: 110,
  toAt: 480,
  ...some,
})

const lasting = { leastMs: 200, dueMs: 300 }
const long = stay(stretch(100, 500))

const short = stay(stretch(100, 299))
const between = stay(stretch(100, 350))
const none = { due: 0, hits: 0, falseAlarms: 0 }

it.each([
  { name: 'a hit', findings: [told(350)], stays: [long], due: 1, hits: 1 },
  { name: 'a miss', findings: [], stays: [long], due: 1 },
  { name: 'nothing there, nothing told', findings: [], stays: [] },
  { name: 'a false alarm', findings: [told(350)], stays: [], falseAlarms: 1 },
  { name: 'another place', findings: [told(350, { box: elsewhere })], stays: [long], due: 1, falseAlarms: 1 },
  { name: 'after it left', findings: [told(501)], stays: [long], due: 1, falseAlarms: 1 },
  {
    name: 'a doubled finding',
    findings: [told(350), told(450)],
    stays: [long],
    due: 1,
    hits: 1,
    falseAlarms: 1,
  },
  { name: 'long enough to be found', findings: [told(340)], stays: [between], due: 1, hits: 1 },
  { name: 'but not to be missed', findings: [], stays: [between] },
  { name: 'too short a stay, left alone', findings: [], stays: [short] },
  { name: 'too short a stay, told', findings: [told(250)], stays: [short], falseAlarms: 1 },
  {
    name: 'two short stretches do not add up',
    findings: [],
    stays: [stay(stretch(0, 90), stretch(300, 450))],
  },
])('$name', ({ name: _, findings, stays, ...expected }) =>
  expect(count(findings, stays, lasting)).toMatchObject({ ...none, ...expected }),
)

it.each([
  ['within it', {}, 0],
  ['from before its begin', { fromAt: 60 }, 40],
  ['until after its end', { toAt: 530 }, 30],
] as const)('a claim %s', (_, claim, beyond) =>
  expect(count([told(350, claim)], [long], lasting).beyond).toBe(beyond),
)

it.each([
  { name: 'of the stay', truth: long, endErrors: [20] },
  { name: 'of the stretch it is about', truth: stay(stretch(0, 90), stretch(100, 500)), endErrors: [20] },
  { name: 'no end was filmed', truth: stay({ from: 100, to: 500, isEndSeen: false }), endErrors: [] },
])('dwell error: $name', ({ truth, endErrors }) =>
  expect(count([told(350)], [truth], lasting)).toMatchObject({ beginErrors: [10], endErrors }),
)
