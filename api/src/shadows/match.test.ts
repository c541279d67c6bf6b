import { describe, expect, it } from 'vitest'
import { matchFindings, type Stood } from './match.ts'

const box = { left: 0.2, top: 0.2, right: 0.4, bottom: 0.6 }
const moved = (by: number) => ({ ...box, left: box.left + by, right: box.right + by })
const at = (findingId: string, more: Partial<Stood> = {}): Stood => ({
  findingId,
  sourceId: 'cam-1',
  ruleId: 'rule-1',
  openedAt: 1_000_000,
  confirmedAt: 1_060_000,
  closedAt: 1_200_000,
  box,
  ...more,
})
const ids = (list: readonly Stood[]) => list.map(({ findingId }) => findingId)

describe('which findings are of one stay', () => {
  it.each<[string, Partial<Stood>, boolean]>([
    ['the same', {}, true],
    ['seen a little later and to the side', { openedAt: 1_020_000, box: moved(0.05) }, true],
    ['another rule', { ruleId: 'rule-2' }, false],
    ['another camera', { sourceId: 'cam-2' }, false],
    ['another place', { box: moved(0.25) }, false],
    ['after it had left', { openedAt: 1_200_001, confirmedAt: 1_260_000, closedAt: null }, false],
    ['before it came', { openedAt: 500_000, confirmedAt: 560_000, closedAt: 999_999 }, false],
    ['whose end was not told, an hour before', { openedAt: 1, confirmedAt: 2, closedAt: null }, true],
  ])('%s: %s', (_name, more, isSame) => {
    const { pairs, shadowOnly, inForceOnly } = matchFindings([at('s', more)], [at('f')])
    expect(pairs).toHaveLength(isSame ? 1 : 0)
    expect([ids(shadowOnly), ids(inForceOnly)]).toEqual(isSame ? [[], []] : [['s'], ['f']])
  })

  it('holds a stay whose end nobody told for no longer than half an hour', () => {
    const old = { openedAt: 1, confirmedAt: 2, closedAt: null }
    const late = { openedAt: 1_900_000, confirmedAt: 1_960_000, closedAt: null }
    expect(matchFindings([at('s', late)], [at('f', old)]).pairs).toEqual([])
  })

  it('pairs each once, the best first: who makes two findings of one stay has one too many', () => {
    const near = at('near', { box: moved(0.02) })
    const twice = at('twice', { box: moved(0.06) })
    const { pairs, shadowOnly } = matchFindings([twice, near], [at('f')])
    expect(pairs.map(({ shadow }) => shadow.findingId)).toEqual(['near'])
    expect(ids(shadowOnly)).toEqual(['twice'])
  })

  it('of two beside each other pairs each with its own', () => {
    const left = at('f-left')
    const right = at('f-right', { box: moved(0.1) })
    const shadow = [at('s-right', { box: moved(0.09) }), at('s-left', { box: moved(0.01) })]
    const { pairs } = matchFindings(shadow, [left, right])
    expect(pairs.map((pair) => [pair.shadow.findingId, pair.inForce.findingId]).toSorted()).toEqual([
      ['s-left', 'f-left'],
      ['s-right', 'f-right'],
    ])
  })
})
