import { describe, expect, it } from 'vitest'
import { isForPlate, permitHits, type PermitRecord } from './hits.ts'

const at = (text: string): number => Date.parse(`${text}:00+08:00`)
const stay = { from: at('2026-08-03T10:00'), to: at('2026-08-03T10:06') }
const place = { ...stay, zoneId: 'kerb', kinds: ['loading', 'event'] as const }
const first: PermitRecord = {
  id: 'p',
  version: 1,
  kind: 'loading',
  number: '装-1',
  holder: '超市',
  plate: '渝A12345',
  stall: null,
  note: '',
  zoneIds: ['kerb', 'square'],
  fromDay: '2026-08-01',
  toDay: '2026-08-31',
  hours: [],
  withdrawnFor: null,
  recordedAt: at('2026-07-30T09:00'),
}
const later = (change: Partial<PermitRecord>, recordedAt = at('2026-08-05T09:00')): PermitRecord => ({
  ...first,
  version: 2,
  recordedAt,
  ...change,
})
const earlier = at('2026-08-02T09:00')
const ended = { toDay: '2026-08-02' }
const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 602, toMinute: 700 }]

describe('the permits of a place and time', () => {
  it.each<[string, PermitRecord[], [number, string, string | null][]]>([
    ['in force', [first], [[1, 'whole', null]]],
    ['for a part of the stay', [{ ...first, hours }], [[1, 'part', null]]],
    ['of another zone', [{ ...first, zoneIds: ['square'] }], []],
    ['of a kind that allows no such act', [{ ...first, kind: 'night_market' }], []],
    ['run out', [{ ...first, ...ended }], []],
    ['changed before the act, no longer', [first, later(ended, earlier)], []],
    ['changed before the act, still', [first, later({ note: 'x' }, earlier)], [[2, 'whole', null]]],
    ['withdrawn before the act', [first, later({ withdrawnFor: '违规' }, earlier)], []],
    ['withdrawn after the act', [first, later({ withdrawnFor: '违规' })], [[1, 'whole', 'withdrawn']]],
    ['shortened after the act', [first, later(ended)], [[1, 'whole', 'changed']]],
    [
      'taken to another zone after the act',
      [first, later({ zoneIds: ['square'] })],
      [[1, 'whole', 'changed']],
    ],
    ['narrowed after the act to a part', [first, later({ hours })], [[1, 'whole', 'changed']]],
    ['changed after the act, still', [first, later({ note: 'x' })], [[2, 'whole', 'changed']]],
    [
      'registered after the act',
      [{ ...first, recordedAt: at('2026-08-09T09:00') }],
      [[1, 'whole', 'registered']],
    ],
    ['prolonged after the act', [{ ...first, ...ended }, later({})], [[2, 'whole', 'registered']]],
    [
      'registered after the act and withdrawn again',
      [
        { ...first, recordedAt: at('2026-08-09T09:00') },
        later({ withdrawnFor: '违规' }, at('2026-08-10T09:00')),
      ],
      [],
    ],
  ])('%s', (_name, versions, expected) => {
    const found = permitHits(versions.toReversed(), place)
    expect(found.map((hit) => [hit.version, hit.cover, hit.later])).toEqual(expected)
  })

  it('lists those for all of the stay first, then by number', () => {
    const three = [
      { ...first, id: 'a', number: '3', hours },
      { ...first, id: 'b', number: '2' },
      { ...first, id: 'c', number: '1' },
    ]
    expect(permitHits(three, place).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })
})

it.each([
  ['the same, written otherwise', '渝A12345', '渝a·12345', true],
  ['another', '渝A12345', '渝A12346', false],
  ['no vehicle in particular', null, '渝A12345', false],
  ['no vehicle, nothing typed', null, null, false],
])('a permit for a plate: %s', (...[, plate, typed, expected]) =>
  expect(isForPlate({ plate }, typed)).toBe(expected),
)
