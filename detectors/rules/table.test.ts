import { describe, expect, it } from 'vitest'
import type { ObjectClass } from '../detection.ts'
import { violationKinds, type StayKind } from '../finding.ts'
import { numberOf } from './rule.ts'
import { isServed, needs, paramProblems, rules, withDefaults } from './table.ts'

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
      closeUp: false,
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

/** What the default model offers: 20 of the 80 kinds of thing in COCO. */
const coco: readonly ObjectClass[] = [
  ...(['person', 'bicycle', 'motorcycle', 'car', 'bus', 'truck', 'boat', 'dog', 'cat', 'bird'] as const),
  ...([
    'chair',
    'table',
    'umbrella',
    'phone',
    'bottle',
    'cup',
    'bowl',
    'knife',
    'handbag',
    'backpack',
  ] as const),
]

describe('what a kind needs of the installed models', () => {
  it.each<[StayKind | 'camera_health', Record<string, boolean>, readonly ObjectClass[], boolean]>([
    ['illegal_parking', {}, coco, true],
    ['illegal_parking', {}, ['person'], false],
    ['street_vending', {}, coco, true],
    ['street_vending', {}, ['stall'], true],
    ['street_vending', {}, ['person'], false],
    ['shop_front', {}, coco, true],
    ['angling', {}, coco, true],
    ['angling', { requireRod: true }, coco, false],
    ['angling', { requireRod: true }, [...coco, 'rod'], true],
    ['open_burning', {}, coco, false],
    ['open_burning', {}, ['flame'], true],
    ['kitchen_no_mask', {}, coco, false],
    ['kitchen_no_mask', {}, ['no_mask'], true],
    ['kitchen_phone', {}, coco, true],
    ['kitchen_phone', {}, ['phone'], false],
    ['kitchen_animal', {}, coco, true],
    ['kitchen_rodent', {}, coco, false],
    ['kitchen_fire_unattended', {}, ['flame'], false],
    ['kitchen_fire_unattended', {}, [...coco, 'flame'], true],
    ['kitchen_after_hours', {}, coco, true],
    ['camera_health', {}, [], true],
  ])('%s %j of %j: %s', (...[kind, params, offered, expected]) => {
    expect(isServed(kind, params, new Set(offered))).toBe(expected)
  })

  it.each(violationKinds)('%s: what it needs, it reads', (kind) => {
    expect(rules[kind].reads({})).toEqual(expect.arrayContaining(needs(kind, {}).flat()))
  })
})

it.each(violationKinds)('%s: opens within the ten minutes that a watch remembers', (kind) => {
  const longest = Object.fromEntries(
    rules[kind].params.flatMap((param) =>
      param.type === 'number' ? [[param.key, numberOf({}, { ...param, default: param.max })]] : [],
    ),
  )
  expect(rules[kind].timing(longest).stillMs).toBeLessThanOrEqual(600_000)
})
