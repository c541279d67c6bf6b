import { describe, expect, it } from 'vitest'
import { beginning, rowProblems } from './verify-chain.ts'
import { auditHash } from './append.ts'

const minute = 60_000
const at = Date.parse('2026-11-29T08:00:00+08:00')
const rowAt = (time: number) => {
  const row = { sequence: 2, at: time, actor: 'system', action: 'setup.done', subject: 'x', facts: {} }
  const previous = 'a'.repeat(64)
  return { ...row, previous, hash: auditHash({ ...row, previous }) }
}
const before = { sequence: 1, hash: 'a'.repeat(64), at }

describe('the time of a row', () => {
  it.each([
    ['goes on', 2 * minute, []],
    ['goes on after two days', 2 * 1_440 * minute, []],
    ['stands', 0, []],
    ['waited for its turn, or came from another machine', -minute, []],
    ['runs backwards: a clock was set back', -minute - 1, ['clock']],
    ['runs backwards by two days', -2 * 1_440 * minute, ['clock']],
  ])('that %s', (_, later, problems) => {
    expect(rowProblems(before, rowAt(at + later)).map(({ problem }) => problem)).toEqual(problems)
  })

  it('has nothing to be held against at the beginning', () => {
    expect(rowProblems(beginning, { ...rowAt(0), sequence: 1 }).map(({ problem }) => problem)).not.toContain(
      'clock',
    )
  })
})
