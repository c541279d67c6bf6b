import { describe, expect, it } from 'vitest'
import type { ViolationKind } from '@sightline/detectors/finding'
import { mergeFindings, type Mergeable } from './merge.ts'

const minute = 60_000
const day = 1440 * minute
/** `12.5 hat` is a finding at that minute; `a/…` that of another kitchen. */
const findings = (...told: readonly string[]): readonly Mergeable[] =>
  told.map((text) => {
    const [at = '', what = 'hat'] = text.split(' ')
    const kind: ViolationKind = what.endsWith('hat') ? 'kitchen_no_hat' : 'kitchen_rodent'
    return { findingId: text, place: what.startsWith('a/') ? 'a' : 'b', kind, at: Number(at) * minute }
  })
const days = (...each: readonly number[]) => findings(...each.map((d) => `${(d * day) / minute}`))

describe('findings that are one alert (R49)', () => {
  it.each([
    ['nothing', [], []],
    ['one', ['0'], ['0']],
    ['two within half an hour', ['0', '29'], ['0+29']],
    ['the limit is inside', ['0', '30'], ['0+30']],
    ['beyond it', ['0', '30.1'], ['0', '30.1']],
    ['what never ends is told again after half an hour', ['0', '20', '40', '60'], ['0+20', '40+60']],
    ['another kind', ['0', '5 rat'], ['0', '5 rat']],
    ['another kitchen', ['0', '5 a/hat'], ['0', '5 a/hat']],
    ['kinds in turn', ['0', '5 rat', '10', '15 rat'], ['0+10', '5 rat+15 rat']],
    ['in any order', ['40', '20', '0'], ['0+20', '40']],
  ])('%s', (_, told, expected) => {
    expect(mergeFindings(findings(...told)).map(({ findingIds }) => findingIds.join('+'))).toEqual(expected)
  })

  it.each([
    ['three in a week', [0, 2, 5], [false, false, true]],
    ['three in eight days', [0, 4, 8], [false, false, false]],
    ['the seventh day is inside', [0, 4, 7], [false, false, true]],
    ['a week that moves on', [0, 6, 8, 9], [false, false, false, true]],
  ])('%s', (_, at, expected) => {
    expect(mergeFindings(days(...at)).map(({ isRepeat }) => isRepeat)).toEqual(expected)
  })

  it('counts alerts, not findings', () => {
    const merged = mergeFindings(findings('0', '1', '2', '100'))
    expect(merged.map(({ times }) => times)).toEqual([1, 2])
  })
})
