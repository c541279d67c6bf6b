import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '@sightline/api/contract/errors'
import { suspendReasons } from '@sightline/api/law/approval'
import { guardCodes, type GuardCode } from '@sightline/api/law/failure'
import { clueReasons } from '@sightline/api/law/standing'
import { readTests } from './read-tests.ts'

/** It makes refusals itself, to see how each is told by HTTP. */
const makesThem = 'api/src/http/errors.test.ts'
const provoked = new Set(
  readTests(resolve(import.meta.dirname, '../../..'), ['api', 'infra/dev/e2e'], /expect/)
    .filter(({ path }) => path !== makesThem)
    .flatMap(({ expected }) => [...expected]),
)

/** A code is provoked where a test of the api expects it, by its name: in a matcher or in the row of a table. */
describe('every code is provoked by a test', () => {
  it.each([
    ['refusals', errorCodes],
    ['reasons for which pictures are a clue', clueReasons],
    ['reasons for which a source is taken out of use', suspendReasons],
  ] as const)('%s', (_name, codes) => expect(codes.filter((code) => !provoked.has(code))).toEqual([]))
})

const city = 'the city’s application'
/**
 * The guards of the domain list (6.6) by its names, and the codes by which they refuse here. Where a code has another name than the
 * list's, or there are several, each says what is missing; they stay, for they are told to screens and stand in records.
 */
const guards: Readonly<Record<string, readonly GuardCode[] | string>> = {
  DEV_NO_REVIEW: ['dev_no_review', 'dev_same_person'],
  DEV_NO_SIGN: ['dev_no_sign'],
  DEV_NOT_PUBLISHED: ['dev_not_published'],
  DEV_CLOCK: ['dev_clock'],
  DEV_NO_FILING: ['dev_no_filing'],
  ALERT_FRAMES_UNSEEN: ['alert_frames_unseen'],
  EV_CERT: ['ev_cert'],
  EV_SAME_PERSON: ['ev_same_person'],
  EV_HASH: ['ev_hash'],
  EV_PROFILE: ['ev_profile'],
  EV_DEVICE_STATE: ['ev_device_state'],
  EV_ZONE: ['ev_zone'],
  CASE_MATTER: ['matter_required', 'matter_not_usable'],
  CASE_AUTHORITY: ['matter_no_authority', 'case_authority_unanswered'],
  CASE_LIMITATION: ['case_limitation'],
  CASE_DUP: ['case_dup'],
  CASE_FIRST: ['first_unanswered', 'first_applies'],
  CASE_ONSITE: ['case_onsite', 'case_remote'],
  // One officer's word is no proposal, so that there is nothing that could be filed; the second may not be the first.
  CASE_OFFICERS: ['ev_same_person', 'case_action_refused'],
  CASE_PARTY: city,
  CASE_TIER: `${city}; a hint at a tier that does not fit is refused as matter_tier`,
  CASE_LEGAL: city,
  CASE_MANIFEST: `${city}; here the package is frozen in the act of filing, so that no case is without (R46)`,
  DEC_NOT_SERVED: city,
  DEC_DEFENCE: city,
  DEC_HEARING: city,
  DEC_WORSE: city,
  DEC_APPROVAL: city,
  DEC_MINUTES: city,
  DEC_RECUSAL: `${city}; here who is recused is refused every move (recused)`,
  SRV_TEMPLATE: city,
  SRV_CONSENT: city,
  CLS_PAYMENT: city,
  CLS_CORRECTION: city,
  ARC_MISSING: city,
  ARC_HASH: city,
}

describe('the guards of the domain list', () => {
  const ours = Object.entries(guards).filter(
    (row): row is [string, GuardCode[]] => typeof row[1] !== 'string',
  )

  it.each(ours)('%s refuses by %j, and is provoked', (_name, codes) =>
    expect(codes.filter((code) => !guardCodes.includes(code) || !provoked.has(code))).toEqual([]),
  )

  it('no code of ours has the name of a guard of the city’s', () => {
    const others = Object.keys(guards).filter((name) => typeof guards[name] === 'string')
    const names: readonly string[] = guardCodes
    expect(others.filter((name) => names.includes(name.toLowerCase()))).toEqual([])
  })
})
