import { describe, expect, it } from 'vitest'
import type { CaseStatus } from './case-moves.ts'
import { ledgerOf, type EarlierAct, type LedgerAsked, type Reminded } from './first-violation.ts'

const at = (text: string) => Date.parse(`${text}T10:00:00+08:00`)
const act = (rest: Partial<EarlierAct> = {}): EarlierAct => ({
  number: '2026-000001',
  at: at('2026-06-01'),
  status: 'proposed',
  matterCode: 'M01',
  plate: '渝A12345',
  party: null,
  ...rest,
})
const asked: LedgerAsked = {
  plate: '渝A12345',
  party: null,
  matterCode: 'M01',
  at: at('2026-11-21'),
  months: 12,
}
const acts = (rows: EarlierAct[], of: Partial<LedgerAsked> = {}) =>
  ledgerOf({ reminders: [], acts: rows }, { ...asked, ...of }).acts.length

describe('what counts as an earlier act (R8)', () => {
  it.each<[CaseStatus, number]>([
    ['proposed', 1],
    ['handed_over', 1],
    ['accepted', 1],
    ['filed', 1],
    ['decided', 1],
    ['returned', 0],
    ['not_filed', 0],
    ['revoked', 0],
  ])('one that is %s: %i', (status, n) => expect(acts([act({ status })])).toBe(n))

  it.each<[string, Partial<EarlierAct>, Partial<LedgerAsked>, number]>([
    ['another plate', { plate: '渝A12346' }, {}, 0],
    ['another matter', { matterCode: 'M02' }, {}, 0],
    ['a matter that nobody named', { matterCode: null }, {}, 1],
    ['any of its kind where none is named now', { matterCode: 'M02' }, { matterCode: null }, 1],
    ['on the first day of the look-back', { at: at('2025-11-21') }, {}, 1],
    ['a moment before it', { at: at('2025-11-21') - 1 }, {}, 0],
    ['within a longer look-back', { at: at('2025-01-01') }, { months: 24 }, 1],
    ['at the same moment', { at: asked.at }, {}, 0],
    ['after the act', { at: at('2026-11-22') }, {}, 0],
    ['the same party, written otherwise', { plate: null, party: '王 某' }, { plate: null, party: '王某' }, 1],
    ['another party', { plate: null, party: '李某' }, { plate: null, party: '王某' }, 0],
    ['nobody and nobody', { plate: null }, { plate: null }, 0],
  ])('%s: %o', (...[, one, of, n]) => expect(acts([act(one)], of)).toBe(n))
})

it('a reminder is told as one, whether it was obeyed or not, and never as an act', () => {
  const reminded = (isObeyed: boolean): Reminded => ({
    alertId: 'a',
    at: at('2026-10-01'),
    isObeyed,
    plate: '渝A12345',
    party: null,
  })
  const ledger = ledgerOf({ reminders: [reminded(true), reminded(false)], acts: [] }, asked)
  expect(ledger).toMatchObject({
    acts: [],
    isNobody: false,
    reminders: [{ isObeyed: true }, { isObeyed: false }],
  })
})

it('nobody named is said, not taken for a clean record', () =>
  expect(ledgerOf({ reminders: [], acts: [act()] }, { ...asked, plate: null })).toMatchObject({
    isNobody: true,
    acts: [],
  }))
