import { describe, expect, it } from 'vitest'
import { violationKinds } from '../finding.ts'
import { paramProblems, rules, withDefaults } from './table.ts'

describe('parameters', () => {
  it.each([
    ['nothing set', {}, []],
    ['a value in range', { graceSeconds: 600, includeBuses: false }, []],
    ['below the least', { graceSeconds: 5 }, [{ code: 'below_min', key: 'graceSeconds', min: 10 }]],
    ['above the most', { minInsideShare: 1.5 }, [{ code: 'above_max', key: 'minInsideShare', max: 1 }]],
    [
      'a text for a number',
      { stillSeconds: '15' },
      [{ code: 'wrong_type', key: 'stillSeconds', expected: 'number' }],
    ],
    ['no number', { stillSeconds: NaN }, [{ code: 'wrong_type', key: 'stillSeconds', expected: 'number' }]],
    [
      'a number for a switch',
      { includeBuses: 1 },
      [{ code: 'wrong_type', key: 'includeBuses', expected: 'boolean' }],
    ],
    ['a name that nobody reads', { grace: 5 }, [{ code: 'unknown_param', key: 'grace' }]],
    [
      'several at once',
      { grace: 5, graceSeconds: 1, includeBuses: 'no' },
      [
        { code: 'unknown_param', key: 'grace' },
        { code: 'below_min', key: 'graceSeconds', min: 10 },
        { code: 'wrong_type', key: 'includeBuses', expected: 'boolean' },
      ],
    ],
  ])('%s', (_, params, expected) => {
    expect(paramProblems('illegal_parking', params)).toEqual(expected)
  })

  it('are those of the evidence profile where nothing is set', () => {
    expect(withDefaults('illegal_parking', {})).toEqual({
      stillSeconds: 15,
      graceSeconds: 300,
      minInsideShare: 0.6,
      maxGapSeconds: 20,
      minScore: 0.35,
      minWidth: 0.03,
      includeBuses: true,
      includeTwoWheelers: false,
    })
  })

  it('are never in force below their floor', () => {
    expect(withDefaults('illegal_parking', { graceSeconds: 1, stillSeconds: 0 })).toMatchObject({
      graceSeconds: 10,
      stillSeconds: 3,
    })
  })

  it.each(violationKinds)(
    '%s: defaults are allowed, keys are unique, every text is in both languages',
    (kind) => {
      const { params, name, description } = rules[kind]
      expect(rules[kind].kind).toBe(kind)
      expect(paramProblems(kind, withDefaults(kind, {}))).toEqual([])
      expect(new Set(params.map(({ key }) => key)).size).toBe(params.length)
      for (const { zh, en } of [name, description, ...params]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/[a-z]/)
      }
    },
  )
})
