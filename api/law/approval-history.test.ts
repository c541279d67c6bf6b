import { expect, it } from 'vitest'
import { emptyFile, type ApprovalFile } from './approval-file.ts'
import { authorsOf, deviceReasons, inUseSince, reviewsOf, type ApprovalRow } from './approval-history.ts'
import type { ApprovalOrigin, ApprovalState } from './approval.ts'

const minute = 60_000
const noon = Date.parse('2026-11-23T12:00:00+08:00')
const at = (minutes: number): number => noon + minutes * minute

type Step = readonly [minutes: number, action: ApprovalOrigin, state: ApprovalState, actor?: string]
const history = (steps: readonly Step[], file: Partial<ApprovalFile> = {}): ApprovalRow[] =>
  steps.map(([minutes, action, state, actor = 'ann'], revision) => ({
    revision,
    action,
    state,
    actor,
    at: at(minutes),
    file: { ...emptyFile, ...file },
  }))

const way: readonly Step[] = [
  [-100, 'register', 'draft'],
  [-90, 'submit', 'technical_review'],
  [-80, 'pass_technical', 'legal_review', 'tom'],
  [-70, 'pass_legal', 'reviewed', 'lee'],
  [-60, 'publish', 'published'],
  [0, 'put_in_use', 'in_use'],
]
const suspended: readonly Step[] = [...way, [60, 'suspend', 'suspended', 'system']]
const again: readonly Step[] = [
  ...suspended,
  [70, 'submit', 'technical_review'],
  [80, 'pass_technical', 'legal_review', 'tom'],
  [90, 'pass_legal', 'reviewed', 'lee'],
  [100, 'publish', 'published'],
  [110, 'put_in_use', 'in_use'],
]
const renewed: readonly Step[] = [...way, [30, 'amend', 'in_use']]

it.each<[string, readonly Step[], { from: number; to: number; revision: number }, string[]]>([
  ['a stay while in use', way, { from: 10, to: 15, revision: 5 }, []],
  ['one that ended before a suspension', suspended, { from: 10, to: 59, revision: 5 }, []],
  ['one over the suspension', suspended, { from: 50, to: 61, revision: 5 }, ['source_not_in_use']],
  [
    'one after it, by a worker that had not heard',
    suspended,
    { from: 65, to: 70, revision: 5 },
    ['source_not_in_use'],
  ],
  ['one that began before it was put in use', way, { from: -1, to: 5, revision: 5 }, ['source_not_in_use']],
  ['one in draft', way, { from: -95, to: -92, revision: 0 }, ['source_not_in_use']],
  [
    'one in draft, that names what came later',
    way,
    { from: -95, to: -92, revision: 5 },
    ['source_not_in_use'],
  ],
  ['one before it was registered', way, { from: -200, to: -150, revision: 5 }, ['source_not_in_use']],
  ['one after the second review', again, { from: 120, to: 125, revision: 11 }, []],
  ['one after it, that names the first', again, { from: 120, to: 125, revision: 5 }, ['source_not_in_use']],
  ['one before it, that names the second', again, { from: 10, to: 15, revision: 11 }, ['source_not_in_use']],
  ['one of a revision of nobody', way, { from: 10, to: 15, revision: 40 }, ['source_not_in_use']],
  ['one that names a review', way, { from: 10, to: 15, revision: 3 }, ['source_not_in_use']],
  ['one over a renewal, by what was before', renewed, { from: 20, to: 40, revision: 5 }, []],
  ['one after it, by a worker that had not heard', renewed, { from: 31, to: 40, revision: 5 }, []],
  ['one after it, by what is new', renewed, { from: 31, to: 40, revision: 6 }, []],
])('%s', (...[, steps, { from, to, revision }, reasons]) => {
  const claim = { from: at(from), to: at(to), revision, isDrawn: false }
  expect(deviceReasons(history(steps), claim)).toEqual(reasons)
})

const claim = { from: at(10), to: at(15), revision: 5, isDrawn: false }
it.each<[string, Partial<ApprovalFile>, object, string[]]>([
  ['a certificate that counts today', { calibration: { number: 'J1', until: '2026-11-23' } }, {}, []],
  [
    'one that expired yesterday',
    { calibration: { number: 'J1', until: '2026-11-22' } },
    {},
    ['calibration_expired'],
  ],
  ['the last day of a trial', { trialUntil: '2026-11-23' }, {}, ['source_on_trial']],
  ['the day after it', { trialUntil: '2026-11-22' }, {}, []],
  ['pictures that a program drew', {}, { isDrawn: true }, ['source_drawn']],
])('%s', (...[, file, more, reasons]) =>
  expect(deviceReasons(history(way, file), { ...claim, ...more })).toEqual(reasons),
)

it('a certificate renewed on its last day leaves no gap, one renewed later does', () => {
  const rows = history([...way, [12, 'amend', 'in_use']], {
    calibration: { number: 'J2', until: '2027-11-22' },
  })
  const expiring = (until: string): ApprovalRow[] =>
    rows.map((row) =>
      row.revision < 6 ? { ...row, file: { ...row.file, calibration: { number: 'J1', until } } } : row,
    )
  expect(deviceReasons(expiring('2026-11-23'), claim)).toEqual([])
  expect(deviceReasons(expiring('2026-11-22'), claim)).toEqual(['calibration_expired'])
})

it('authors and reviewers are of this round; whoever registered it is an author for ever', () => {
  const round: readonly Step[] = [
    ...suspended,
    [61, 'amend', 'suspended', 'tom'],
    [70, 'submit', 'technical_review', 'sue'],
    [80, 'pass_technical', 'legal_review', 'kim'],
  ]
  expect(authorsOf(history(way))).toEqual(['ann'])
  expect(authorsOf(history(round))).toEqual(['ann', 'tom', 'sue'])
  expect(reviewsOf(history(round))).toMatchObject({ technical: { actor: 'kim' }, legal: null })
  const returned: readonly Step[] = [
    ...round,
    [81, 'return_legal', 'draft', 'lee'],
    [82, 'submit', 'technical_review', 'sue'],
  ]
  expect(reviewsOf(history(returned))).toEqual({ technical: null, legal: null })
})

it.each([
  ['never', way.slice(0, 5), null],
  ['once', way, at(0)],
  ['with a renewal', renewed, at(0)],
  ['suspended', suspended, null],
  ['again', again, at(110)],
] as const)('in use %s', (_name, steps, since) => expect(inUseSince(history(steps))).toBe(since))
