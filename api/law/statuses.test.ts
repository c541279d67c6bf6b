import { describe, expect, it } from 'vitest'
import { moveFailure } from './moves.ts'
import { endOf, endReasons, notFiledReasons, type DismissReason, type EndReason } from './statuses.ts'

/** 道路交通安全违法行为处理程序规定 (2020): on which grounds a record is removed from the system (消除), in its order. */
const removals: readonly (readonly [ground: string, reason: DismissReason])[] = [
  ['警车、消防车、救护车、工程救险车执行紧急任务', 'special_vehicle'],
  ['机动车被盗抢期间，或者号牌被套用', 'stolen_or_cloned'],
  ['因救助危难或者紧急避险', 'emergency'],
  ['已经在现场被处理', 'handled_on_site'],
  ['信号灯、标志、标线不一致', 'contradictory_signs'],
  ['记录不清', 'picture_unclear'],
  ['号牌信息录入错误', 'plate_unreadable'],
  ['其他应当消除的情形', 'other'],
]

describe('why a record is removed (R40a)', () => {
  it.each(removals)('%s: an operator dismisses it by %s, an officer ends it so', (_ground, reason) => {
    const alert = { id: 'a', status: 'claimed', version: 1, claimedById: 'olga' } as const
    const by = { personId: 'olga', at: 0, unseen: [] }
    expect(moveFailure(alert, { action: 'dismiss', version: 1, reason, note: '见现场照片' }, by)).toBeNull()
    expect(endOf(reason)).toBe('rejected')
  })
})

/** Domain list 6.7, 不予立案. */
const notFiled: readonly (readonly [string, EndReason, ReturnType<typeof endOf>])[] = [
  ['证据不足', 'evidence_insufficient', 'not_filed'],
  ['超过时效', 'time_barred', 'not_filed'],
  ['不属管辖', 'other_authority', 'transferred'],
  ['轻微并改正', 'minor_corrected', 'not_filed'],
  ['首违免罚', 'first_violation', 'not_filed'],
  ['当事人无法确认', 'party_unknown', 'not_filed'],
  ['无主观过错', 'no_fault', 'not_filed'],
  ['责令改正', 'ordered_to_correct', 'corrected'],
]
describe('what was looked at ends in one of four ways (R23)', () => {
  it.each(notFiled)('%s (%s): %s', (_name, reason, end) => expect(endOf(reason)).toBe(end))

  it('and no reason besides leads elsewhere than to a rejection', () => {
    const others = endReasons.filter((reason) => !notFiled.some(([, one]) => one === reason))
    expect(new Set(others.map(endOf))).toEqual(new Set(['rejected']))
    expect(notFiledReasons.every((one) => notFiled.some(([, reason]) => reason === one))).toBe(true)
  })
})
