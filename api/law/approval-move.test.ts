import { expect, it } from 'vitest'
import { emptyFile, type ApprovalFile } from './approval-file.ts'
import type { ApprovalRow } from './approval-history.ts'
import { afterOtherSetting, decideMove, type AskedMove, type MoveFacts, type Mover } from './approval-move.ts'
import {
  approvalActions,
  approvalStates,
  type ApprovalAction,
  type ApprovalDuty,
  type ApprovalOrigin,
  type ApprovalState,
} from './approval.ts'
import { actionsFrom } from './approval.ts'

const now = Date.parse('2026-11-23T12:00:00+08:00')
const sign = { sha256: 'a'.repeat(64), bytes: 9, takenOn: '2026-11-02', versionId: null }
const publication = { on: '2026-11-13', url: 'https://town.example/list', noticeDays: 5, place: '滨江路' }
const whole: ApprovalFile = {
  ...emptyFile,
  necessity: '人行道违停多发',
  basis: '设备审核〔2026〕1号',
  owner: '区城管局',
  assessment: { number: '渝个评0001', on: '2026-10-20' },
  policeFiling: { number: '渝公备0001', on: '2026-11-01' },
  calibration: { number: 'JD-1', until: '2027-11-01' },
  sign,
  publication,
}
type Step = readonly [ApprovalOrigin, ApprovalState, string]
const reviewed: readonly Step[] = [
  ['register', 'draft', 'ann'],
  ['submit', 'technical_review', 'sue'],
  ['pass_technical', 'legal_review', 'tom'],
  ['pass_legal', 'reviewed', 'lee'],
  ['publish', 'published', 'ann'],
]
const rowsOf = (steps: readonly Step[], file: ApprovalFile): ApprovalRow[] =>
  steps.map(([action, state, actor], revision) => ({ revision, action, state, actor, at: now - 1000, file }))

const facts = (state: ApprovalState, more: Partial<MoveFacts> = {}): MoveFacts => {
  const file = more.file ?? whole
  const steps = reviewed.slice(0, Math.max(1, reviewed.findIndex(([, one]) => one === state) + 1))
  return {
    state,
    file,
    rows: rowsOf(state === 'in_use' ? reviewed : steps, file),
    isDrawn: false,
    clock: { source: 'camera-ntp', offsetMs: 20 },
    at: now,
    ...more,
  }
}
const askedOf = (action: ApprovalAction): AskedMove => {
  switch (action) {
    case 'amend':
      return { action, file: whole }
    case 'sign':
      return { action, sign }
    case 'publish':
      return { action, publication }
    case 'put_in_use':
      return { action, trialUntil: null }
    default:
      return { action }
  }
}
const by = (duty: ApprovalDuty, id = 'eve'): Mover => ({ id, duty })
const codesOf = (of: MoveFacts, asked: AskedMove, mover: Mover): string[] => {
  const decided = decideMove(of, asked, mover)
  return 'failures' in decided ? decided.failures.map(({ code }) => code) : [decided.state]
}

/** The procedure, said a second time on purpose. */
const legal: readonly [ApprovalState, ApprovalAction, ApprovalDuty, ApprovalState][] = [
  ['draft', 'amend', 'sources.write', 'draft'],
  ['draft', 'submit', 'sources.write', 'technical_review'],
  ['draft', 'retire', 'sources.write', 'retired'],
  ['technical_review', 'pass_technical', 'sources.review', 'legal_review'],
  ['technical_review', 'return_technical', 'sources.review', 'draft'],
  ['technical_review', 'redraft', 'sources.write', 'draft'],
  ['legal_review', 'pass_legal', 'sources.review_legal', 'reviewed'],
  ['legal_review', 'return_legal', 'sources.review_legal', 'draft'],
  ['reviewed', 'publish', 'sources.write', 'published'],
  ['published', 'put_in_use', 'sources.write', 'in_use'],
  ['in_use', 'sign', 'sources.write', 'in_use'],
  ['in_use', 'suspend', 'sources.write', 'suspended'],
  ['in_use', 'suspend', 'sources.review_legal', 'suspended'],
  ['in_use', 'suspend', 'system', 'suspended'],
  ['in_use', 'retire', 'sources.write', 'retired'],
  ['suspended', 'submit', 'sources.write', 'technical_review'],
  ['retired', 'redraft', 'sources.write', 'draft'],
]
it.each(legal)('%s, %s by %s: %s', (...[from, action, duty, to]) =>
  expect(codesOf(facts(from), askedOf(action), by(duty))).toEqual([to]),
)

it.each(approvalStates.filter((state) => state !== 'published'))(
  'R12: nothing leads from %s into use at once',
  (state) =>
    expect(codesOf(facts(state), askedOf('put_in_use'), by('sources.write'))).toEqual(['dev_action_refused']),
)

it.each([
  ['who registers passes no review', 'technical_review', 'pass_technical', 'sources.write'],
  ['the technical reviewer passes no legal one', 'legal_review', 'pass_legal', 'sources.review'],
  ['the legal reviewer publishes nothing', 'reviewed', 'publish', 'sources.review_legal'],
  ['the system puts nothing in use', 'published', 'put_in_use', 'system'],
] as const)('%s', (...[, state, action, duty]) =>
  expect(codesOf(facts(state), askedOf(action), by(duty))).toEqual(['not_permitted']),
)

it.each([
  ['registered it', 'technical_review', 'pass_technical', 'sources.review', 'ann'],
  ['submitted it', 'technical_review', 'pass_technical', 'sources.review', 'sue'],
  ['registered it, as a lawyer', 'legal_review', 'pass_legal', 'sources.review_legal', 'ann'],
  ['passed the technical review', 'legal_review', 'pass_legal', 'sources.review_legal', 'tom'],
] as const)('R12: is not reviewed by who %s', (...[, state, action, duty, id]) =>
  expect(codesOf(facts(state), askedOf(action), by(duty, id))).toEqual(['dev_same_person']),
)

it.each<[string, Partial<MoveFacts>, string[]]>([
  ['nothing', {}, ['in_use']],
  ['a review', { rows: rowsOf([...reviewed.slice(0, 3), reviewed[4]!], whole) }, ['dev_no_review']],
  [
    'a second person',
    {
      rows: rowsOf(
        reviewed.map(([a, s, w]) => [a, s, w === 'lee' ? 'tom' : w]),
        whole,
      ),
    },
    ['dev_no_review'],
  ],
  [
    'nothing: what its reviewer wrote after the review makes no author of it',
    { rows: rowsOf([...reviewed, ['amend', 'published', 'tom']], whole) },
    ['in_use'],
  ],
  [
    'a review by somebody who wrote before it',
    { rows: rowsOf([reviewed[0]!, ['amend', 'draft', 'tom'], ...reviewed.slice(1)], whole) },
    ['dev_no_review'],
  ],
  ['a sign', { file: { ...whole, sign: null } }, ['dev_no_sign']],
  ['a publication', { file: { ...whole, publication: null } }, ['dev_not_published']],
  [
    'the fifth day of it: it ends tonight',
    { file: { ...whole, publication: { ...publication, on: '2026-11-16' } } },
    ['dev_not_published'],
  ],
  [
    'nothing: its fifth day was on Friday',
    { file: { ...whole, publication: { ...publication, on: '2026-11-13' } } },
    ['in_use'],
  ],
  ['an assessment', { file: { ...whole, assessment: null } }, ['dev_no_assessment']],
  [
    'one made by then',
    { file: { ...whole, assessment: { number: 'A', on: '2027-01-01' } } },
    ['dev_no_assessment'],
  ],
  ['a filing', { file: { ...whole, policeFiling: null } }, ['dev_no_filing']],
  [
    'no filing: no public place',
    { file: { ...whole, policeFiling: null, isPublicPlace: false } },
    ['in_use'],
  ],
  ['a certificate', { file: { ...whole, calibration: null } }, ['dev_calibration']],
  [
    'one in date',
    { file: { ...whole, calibration: { number: 'J', until: '2026-11-22' } } },
    ['dev_calibration'],
  ],
  ['a report of its clock', { clock: null }, ['dev_clock']],
  ['a clock of its own', { clock: { source: 'server-arrival', offsetMs: 0 } }, ['dev_clock']],
  ['a right clock', { clock: { source: 'camera-ntp', offsetMs: -1_001 } }, ['dev_clock']],
  [
    'everything, told at once',
    { file: emptyFile, clock: null, rows: rowsOf(reviewed.slice(0, 1), whole) },
    [
      'dev_no_review',
      'dev_no_sign',
      'dev_not_published',
      'dev_no_assessment',
      'dev_no_filing',
      'dev_calibration',
      'dev_clock',
    ],
  ],
])('R12, R70, R71: into use is missing %s', (_name, more, codes) =>
  expect(codesOf(facts('published', more), askedOf('put_in_use'), by('sources.write'))).toEqual(codes),
)

it('a drawn camera is neither submitted nor put in use', () => {
  const drawn = { isDrawn: true }
  expect(codesOf(facts('draft', drawn), askedOf('submit'), by('sources.write'))).toEqual(['dev_drawn'])
  expect(codesOf(facts('published', drawn), askedOf('put_in_use'), by('sources.write'))).toEqual([
    'dev_drawn',
  ])
})

it.each<[string, Partial<ApprovalFile>, string[]]>([
  ['whole', {}, ['technical_review']],
  ['without a basis', { basis: ' x ' }, ['dev_file_invalid']],
  ['without an owner', { owner: '' }, ['dev_file_invalid']],
  ["of the police's stream without an authority", { isPoliceStream: true }, ['dev_file_invalid']],
  [
    "of the police's stream with one",
    { isPoliceStream: true, accessAuthority: '渝公函〔2026〕3号' },
    ['technical_review'],
  ],
])('R69: a file %s is submitted: %j', (_name, more, codes) =>
  expect(
    codesOf(facts('draft', { file: { ...whole, ...more } }), askedOf('submit'), by('sources.write')),
  ).toEqual(codes),
)

it('names every field that a review lacks', () => {
  const decided = decideMove(facts('draft', { file: emptyFile }), askedOf('submit'), by('sources.write'))
  expect(decided).toMatchObject({
    failures: [{ problems: [{ path: 'file.necessity' }, { path: 'file.basis' }, { path: 'file.owner' }] }],
  })
})

it.each([
  ['what was reviewed is not', { necessity: '别的理由' }, 'dev_file_invalid'],
  ['a renewed certificate is', { calibration: { number: 'JD-2', until: '2028-11-01' } }, 'in_use'],
] as const)('changed while in use: %s', (_name, more, code) => {
  const asked = { action: 'amend', file: { ...whole, ...more } } as const
  expect(codesOf(facts('in_use'), asked, by('sources.write'))).toEqual([code])
})

it('nothing is published, nor photographed, tomorrow', () => {
  const tomorrow = '2026-11-24'
  const asked = { action: 'publish', publication: { ...publication, on: tomorrow } } as const
  expect(codesOf(facts('reviewed'), asked, by('sources.write'))).toEqual(['dev_file_invalid'])
  const photo = { action: 'sign', sign: { ...sign, takenOn: tomorrow } } as const
  expect(codesOf(facts('draft'), photo, by('sources.write'))).toEqual(['dev_file_invalid'])
})

it('what was published and tried before a review counts no more after it', () => {
  const file = { ...whole, trialUntil: '2026-12-01' }
  const decided = decideMove(facts('suspended', { file }), askedOf('submit'), by('sources.write'))
  expect(decided).toMatchObject({ file: { publication: null, trialUntil: null, sign } })
})

it.each([
  ['draft', null],
  ['technical_review', 'redraft'],
  ['published', 'redraft'],
  ['in_use', 'suspend'],
  ['suspended', null],
  ['retired', null],
] as const)('another address or place of one in %s: %s', (state, action) =>
  expect(afterOtherSetting(state)).toBe(action),
)

it('a screen offers what the law lets, and nothing besides', () => {
  for (const state of approvalStates)
    for (const duty of ['sources.write', 'sources.review', 'sources.review_legal'] as const) {
      const refused = (action: ApprovalAction) =>
        ['dev_action_refused', 'not_permitted'].includes(
          codesOf(facts(state), askedOf(action), by(duty))[0] ?? '',
        )
      expect(actionsFrom(state, [duty])).toEqual(approvalActions.filter((action) => !refused(action)))
    }
})
