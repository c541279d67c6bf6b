import { describe, expect, it } from 'vitest'
import type { Truth } from '../../contract/verdict.ts'
import { compare, type Told } from './compare.ts'

let made = 0
/** Each at a time of its own, so that only what is meant to be one stay is one. */
const told = (truth: Truth, more: Partial<Told> = {}): Told => {
  made += 1
  const openedAt = made * 10_000_000
  return {
    findingId: `f-${made}`,
    sourceId: 'cam-1',
    ruleId: 'rule-1',
    openedAt,
    confirmedAt: openedAt + 60_000,
    closedAt: openedAt + 120_000,
    box: { left: 0.1, top: 0.1, right: 0.3, bottom: 0.5 },
    looks: 100,
    shared: 90,
    truth,
    ...more,
  }
}
const many = (n: number, truth: Truth): Told[] => Array.from({ length: n }, () => told(truth))
/** The shadow's own finding of the same stay. */
const sameAs = (one: Told): Told => ({ ...one, findingId: `s-${one.findingId}`, truth: 'open' })

describe('a shadow beside those in force', () => {
  it('that finds the same is neither worse nor better, and has their precision', () => {
    const inForce = [...many(8, 'right'), ...many(2, 'wrong'), ...many(3, 'open')]
    const { comparison, shadowOnly } = compare(inForce.map(sameAs), inForce)
    expect(shadowOnly).toEqual([])
    expect(comparison).toMatchObject({ both: 13, shadowOnly: 0, inForceOnly: 0, judgement: 'undecided' })
    expect(comparison.shadow).toEqual(comparison.inForce)
    expect(comparison.shadow.precision).toMatchObject({ hits: 8, tries: 10 })
  })

  it('that finds nothing misses everything that was right, and is worse', () => {
    const { comparison } = compare([], many(6, 'right'))
    expect(comparison).toMatchObject({ judgement: 'worse', missed: { hits: 6, tries: 6 } })
    expect(comparison.shadow.precision.share).toBeNull()
  })

  it('that finds nothing where everything in force was wrong is better', () => {
    expect(compare([], many(6, 'wrong')).comparison).toMatchObject({ judgement: 'better' })
  })

  it('that finds what is not there is worse, however much it finds besides', () => {
    const inForce = many(30, 'right')
    const { comparison } = compare([...inForce.map(sameAs), ...many(6, 'wrong')], inForce)
    expect(comparison).toMatchObject({ judgement: 'worse', both: 30, shadowOnly: 6 })
    expect(comparison.shadow.precision).toMatchObject({ hits: 30, tries: 36 })
    expect(comparison.inForce.precision).toMatchObject({ hits: 30, tries: 30 })
  })

  it('is not judged by three differences, nor by those that nobody has judged', () => {
    expect(compare(many(3, 'wrong'), []).comparison.judgement).toBe('undecided')
    expect(compare(many(50, 'open'), many(50, 'unsaid')).comparison.judgement).toBe('undecided')
  })

  it('is not judged where it was right as often as wrong', () => {
    const shadow = [...many(10, 'right'), ...many(10, 'wrong')]
    expect(compare(shadow, []).comparison).toMatchObject({
      judgement: 'undecided',
      favour: { hits: 10, tries: 20 },
    })
  })

  it('is held responsible for no stay that it hardly saw', () => {
    const unseen = [told('right', { looks: 100, shared: 49 }), told('right', { looks: 0, shared: 0 })]
    const { comparison, inForceOnly } = compare([], [...unseen, told('right', { looks: 100, shared: 50 })])
    expect(comparison).toMatchObject({ notCompared: 2, inForceOnly: 1, missed: { hits: 1, tries: 1 } })
    expect(inForceOnly).toHaveLength(1)
  })

  it('has no finding of its own of a stay that is not compared and that it found all the same', () => {
    const unseen = told('right', { looks: 10, shared: 1 })
    const { comparison } = compare([sameAs(unseen)], [unseen])
    expect(comparison).toMatchObject({ both: 0, shadowOnly: 0, inForceOnly: 0, notCompared: 1 })
  })
})
