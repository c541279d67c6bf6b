import { describe, expect, it } from 'vitest'
import {
  afterCaseMove,
  allowedCaseActions,
  caseFailures,
  caseStatuses,
  decisions,
  handOverActions,
  isSentBack,
  type CaseAction,
  type CaseFacts,
  type CaseStatus,
  type FiledBy,
} from './case-moves.ts'
import { limitationOf } from './limitation.ts'

const day = 86_400_000
const acted = Date.parse('2026-11-01T10:00:00+08:00')
const sound: CaseFacts = {
  id: 'c',
  status: 'proposed',
  version: 3,
  filedBy: null,
  at: acted + 20 * day,
  filing: 'here',
  involved: { triager: ['olga'], reviewer: ['ann', 'bob'], recorder: [] },
  actEndedAt: acted,
  evidence: [],
  authority: 'own',
}
type Asked = [facts: CaseFacts, action: CaseAction, person?: string, version?: number]
const codes = (...[facts, action, person = 'hua', version = 3]: Asked) =>
  caseFailures(facts, { action, version }, person).map(({ code }) => code)

/** The law a second time, on purpose. */
const legal: [FiledBy, CaseStatus, CaseAction, CaseStatus, FiledBy][] = [
  [null, 'proposed', 'file', 'filed', 'here'],
  [null, 'proposed', 'send_back', 'returned', null],
  [null, 'proposed', 'refuse', 'not_filed', null],
  [null, 'proposed', 'hand_over', 'handed_over', 'city'],
  ['here', 'filed', 'revoke', 'revoked', 'here'],
  ['city', 'handed_over', 'city_accepted', 'accepted', 'city'],
  ['city', 'handed_over', 'city_returned', 'returned', 'city'],
  ['city', 'handed_over', 'city_filed', 'filed', 'city'],
  ['city', 'handed_over', 'city_not_filed', 'not_filed', 'city'],
  ['city', 'accepted', 'city_returned', 'returned', 'city'],
  ['city', 'accepted', 'city_filed', 'filed', 'city'],
  ['city', 'accepted', 'city_not_filed', 'not_filed', 'city'],
  ['city', 'filed', 'city_decided', 'decided', 'city'],
  ['city', 'filed', 'city_revoked', 'revoked', 'city'],
  ['city', 'decided', 'city_revoked', 'revoked', 'city'],
]
const all = [...decisions, ...handOverActions]
const states = ([null, 'here', 'city'] as const).flatMap((filedBy) =>
  caseStatuses.map((status) => ({ filedBy, status })),
)

describe('moves of a proposed case', () => {
  it.each(legal)('%s: %s, %s: %s', (...[filedBy, status, action, to, by]) => {
    expect(codes({ ...sound, status, filedBy }, action)).toEqual([])
    expect(afterCaseMove({ status, filedBy, version: 3 }, action)).toEqual({
      status: to,
      filedBy: by,
      version: 4,
    })
    expect(isSentBack(to)).toBe(to === 'returned')
  })

  it.each(states)('R11: $filedBy, $status: nothing but what is legal', ({ filedBy, status }) => {
    const mine = legal.filter((row) => row[0] === filedBy && row[1] === status).map((row) => row[2])
    // Who has filed nothing yet has it in hand as this agency has.
    const asHere = filedBy === null ? legal.filter((row) => row[0] === 'here' && row[1] === status) : []
    const expected = [...mine, ...asHere.map((row) => row[2])]
    const withProposed =
      filedBy === 'here' && status === 'proposed' ? legal.filter((row) => row[0] === null) : []
    const allowed = [...expected, ...withProposed.map((row) => row[2])]
    expect(allowedCaseActions({ filedBy, status, version: 3 }, 'here').toSorted()).toEqual(allowed.toSorted())
    for (const action of all)
      if (!allowed.includes(action))
        expect(codes({ ...sound, status, filedBy }, action)).toEqual(['case_action_refused'])
  })

  it('lets two officers alone make no case: the second agreement is a proposal, and whoever took part decides nothing', () => {
    for (const person of Object.values(sound.involved).flat())
      for (const action of ['file', 'send_back', 'refuse'] as const)
        expect(codes(sound, action, person)).toEqual(['case_same_person'])
    expect(codes({ ...sound, status: 'filed', filedBy: 'here' }, 'revoke', 'ann')).toEqual([
      'case_same_person',
    ])
    expect(codes(sound, 'hand_over', 'ann')).toEqual([])
  })

  it('files nothing where the city’s application does', () => {
    expect(codes({ ...sound, filing: 'city' }, 'file')).toEqual(['case_filed_elsewhere'])
    expect(codes({ ...sound, filing: 'city' }, 'hand_over')).toEqual([])
    expect(allowedCaseActions(sound, 'city')).not.toContain('file')
  })

  it('refuses what is asked of a version that was not seen', () =>
    expect(codes(sound, 'file', 'hua', 2)).toEqual(['changed_meanwhile']))

  it.each(['file', 'hand_over'] as const)(
    'R9: %s: not after two years, and not on evidence that has failed',
    (action) => {
      const limit = limitationOf(acted)
      expect(codes({ ...sound, at: limit }, action)).toEqual([])
      const evidence = [{ code: 'ev_hash' as const, facts: { altered: ['clip'] } }]
      expect(codes({ ...sound, at: limit + 1, evidence }, action)).toEqual(['case_limitation', 'ev_hash'])
    },
  )

  it.each(['send_back', 'refuse'] as const)('%s: needs no sound evidence, and no term', (action) => {
    const evidence = [{ code: 'ev_hash' as const, facts: {} }]
    expect(codes({ ...sound, at: acted + 2_000 * day, evidence }, action)).toEqual([])
  })

  it.each<[string, CaseFacts['authority'], CaseAction, string, string[]]>([
    ['the agency has it', 'own', 'file', '', []],
    ['nobody entered any, and the head says nothing', 'unknown', 'file', '', ['case_authority_unanswered']],
    ['nobody entered any, and the head answers for it', 'unknown', 'file', '区政府〔2026〕1号', []],
    ['it is the district’s', { agencies: ['区局'] }, 'file', '我说了算', ['matter_no_authority']],
    ['nobody has it', { agencies: [] }, 'file', '', ['matter_no_authority']],
    ['it is the district’s, and goes to the city', { agencies: ['区局'] }, 'hand_over', '', []],
    ['it is the district’s, and is sent back', { agencies: ['区局'] }, 'send_back', '', []],
  ])('authority: %s', (...[, authority, action, authorityBasis, expected]) =>
    expect(
      caseFailures({ ...sound, authority }, { action, version: 3, authorityBasis }, 'hua').map(
        ({ code }) => code,
      ),
    ).toEqual(expected),
  )

  it('a case that was filed stays where it is, whoever has the authority since (R4)', () =>
    expect(
      codes({ ...sound, status: 'filed', filedBy: 'here', authority: { agencies: ['区局'] } }, 'revoke'),
    ).toEqual([]))
})
