import { describe, expect, it } from 'vitest'
import { figureOf, toPrecision, type Alike } from './to-precision.ts'

const one: Alike = {
  count: 1,
  kind: 'illegal_parking',
  ruleId: 'rule-1',
  zoneName: '人行道',
  sourceId: 'cam-1',
  sourceName: '滨江路',
  model: 'yolox-nano',
  sha256: 'a'.repeat(64),
  hour: 9,
  status: 'proposed',
  dismissReason: null,
}
const wrong = { ...one, status: 'dismissed', dismissReason: 'not_a_violation' } as const

describe('figures of findings', () => {
  it('count what people said, and leave out what says nothing', () => {
    const { counts, precision } = figureOf([
      { ...one, count: 6 },
      { ...wrong, count: 2 },
      { ...one, status: 'dismissed', dismissReason: 'has_permit', count: 2 },
      { ...one, status: 'dismissed', dismissReason: 'picture_unclear', count: 40 },
      { ...one, status: 'new', count: 50 },
    ])
    expect(counts).toEqual({ right: 8, wrong: 2, unsaid: 40, open: 50 })
    expect(precision).toMatchObject({ hits: 8, tries: 10, share: 0.8 })
    expect(precision.low).toBeCloseTo(0.49, 2)
    expect(precision.high).toBeCloseTo(0.943, 2)
  })

  it('say nothing of nothing', () => {
    const { all, byHour } = toPrecision([], { from: 0, to: 1 })
    expect(all.precision).toMatchObject({ share: null, low: 0, high: 1 })
    expect(byHour).toEqual([])
  })

  it('keep two files of one model apart, and two rules of one kind', () => {
    const other = { ...wrong, ruleId: 'rule-2', sha256: 'b'.repeat(64), hour: 7 }
    const { byKind, byRule, byModel, byHour, bySource } = toPrecision([one, other], { from: 0, to: 1 })
    expect(byKind).toHaveLength(1)
    expect(byKind[0]?.counts).toMatchObject({ right: 1, wrong: 1 })
    expect(byRule.map(({ ruleId, counts }) => [ruleId, counts.right])).toEqual([
      ['rule-1', 1],
      ['rule-2', 0],
    ])
    expect(byModel.map(({ sha256 }) => sha256?.[0])).toEqual(['a', 'b'])
    expect(byHour.map(({ hour }) => hour)).toEqual([7, 9])
    expect(bySource).toHaveLength(1)
  })
})
