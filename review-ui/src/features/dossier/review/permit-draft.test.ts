import { describe, expect, it } from 'vitest'
import {
  emptyPermit,
  type PermitDraft,
  type PermitItem,
  permitProblems,
  toPermitAnswer,
} from './permit-draft.ts'

const mine = [{ number: '装-1' } as PermitItem]
const said = (answer: PermitDraft['answer'], reason = ''): PermitDraft => ({ answer, reason })

describe('what stands against confirming, for permits', () => {
  it.each([
    ['nothing said', emptyPermit, null, ['needPermit']],
    ['none', said('none'), null, []],
    ['none, and no permit is for the plate', said('none'), [], []],
    ['none, though a permit is for the plate', said('none'), mine, ['needPermitReason']],
    ['none, though a permit is for the plate, and why', said('none', '已过时段'), mine, []],
    ['not found out', said('unknown', ' '), null, ['needPermitReason']],
    ['not found out, and why', said('unknown', '无人应答'), mine, []],
    ['has one', said('has', '见许可'), null, ['hasPermit']],
  ] as const)('%s', (...[, permit, forPlate, problems]) => {
    expect(permitProblems({ verdict: 'confirm', permit }, { isAsked: true, forPlate })).toEqual(problems)
    expect(permitProblems({ verdict: 'reject', permit }, { isAsked: true, forPlate })).toEqual([])
    expect(permitProblems({ verdict: 'confirm', permit }, { isAsked: false, forPlate })).toEqual([])
  })
})

it('sends nothing where nothing was said', () => {
  expect(toPermitAnswer(emptyPermit)).toBeNull()
  expect(toPermitAnswer(said('unknown', ' 无人应答 '))).toEqual({ answer: 'unknown', reason: '无人应答' })
})
