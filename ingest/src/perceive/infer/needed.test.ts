import { expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { FurtherModel } from './model-set.ts'
import { closeUpsFor, isAboutPeople, neededFor } from './needed.ts'

const model = (name: string, classes: ObjectClass[]): FurtherModel => ({
  classes,
  looksAt: 'picture',
  model: { name, sha256: '', threshold: 0.5 },
  look: () => Promise.reject(new Error('not asked')),
})
const further = [model('mask', ['no_mask']), model('flame', ['flame']), model('rats', ['rat', 'no_hat'])]

const polygon = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
]
const zone = (id: string, active = true) => ({
  id,
  sourceId: 's',
  version: 1,
  name: id,
  polygon,
  bays: [],
  hours: [],
  active,
  createdAt: 0,
})
const rule = (kind: string, zoneId: string, more: object = {}) => ({
  id: `${kind}-${zoneId}`,
  zoneId,
  version: 1,
  kind,
  params: {},
  enabled: true,
  createdAt: 0,
  ...more,
})
const source = (zones: object[], rules: object[]) =>
  wantedSourceSchema.parse({
    id: 's',
    version: 1,
    name: 'n',
    kind: 'kitchen',
    place: '',
    position: null,
    url: 'rtsp://c/1',
    user: '',
    sealedPassword: null,
    approval: { state: 'in_use', revision: 1, basis: '' },
    zones,
    rules,
  })

it.each<[string, object[], object[], Record<string, string[]>]>([
  ['no rules', [zone('a')], [], {}],
  ['parking alone', [zone('a')], [rule('illegal_parking', 'a')], {}],
  ['masks', [zone('a'), zone('b')], [rule('kitchen_no_mask', 'b')], { mask: ['b'] }],
  [
    'masks in two zones, under two rules in one of them',
    [zone('a'), zone('b')],
    [
      rule('kitchen_no_mask', 'a'),
      rule('kitchen_no_mask', 'b'),
      rule('kitchen_no_mask', 'b', { id: 'again' }),
    ],
    { mask: ['a', 'b'] },
  ],
  [
    'two classes of one model',
    [zone('a'), zone('b')],
    [rule('kitchen_rodent', 'a'), rule('kitchen_no_hat', 'b')],
    { rats: ['a', 'b'] },
  ],
  [
    'fire in two kinds of rule',
    [zone('a')],
    [rule('open_burning', 'a'), rule('kitchen_fire_unattended', 'a')],
    { flame: ['a'] },
  ],
  ['a rule that is off', [zone('a')], [rule('kitchen_no_mask', 'a', { enabled: false })], {}],
  ['a zone that is off', [zone('a', false)], [rule('kitchen_no_mask', 'a')], {}],
])('%s', (...[, zones, rules, expected]) => {
  const needed = neededFor(source(zones, rules), further)
  expect(
    Object.fromEntries(needed.map((one) => [one.model.model.name, one.zones.map(({ id }) => id)])),
  ).toEqual(expected)
})

it.each<[string, object[], object[], boolean]>([
  ['no rules', [zone('a')], [], false],
  ['parking', [zone('a')], [rule('illegal_parking', 'a')], false],
  ['anglers', [zone('a')], [rule('illegal_parking', 'a'), rule('angling', 'a')], true],
  ['anglers, switched off', [zone('a')], [rule('angling', 'a', { enabled: false })], false],
])('is about people: %s', (...[, zones, rules, expected]) =>
  expect(isAboutPeople(source(zones, rules))).toBe(expected),
)

const near = { params: { closeUp: false } }
const far = { params: { closeUp: true } }
it.each<[string, object[], object[], number]>([
  ['no rules', [zone('a')], [], 0],
  ['parking', [zone('a')], [rule('illegal_parking', 'a')], 0],
  ['parking, far away', [zone('a')], [rule('illegal_parking', 'a', far)], 4],
  ['anglers, who are far away as a rule', [zone('a')], [rule('angling', 'a')], 4],
  ['anglers near by', [zone('a')], [rule('angling', 'a', near)], 0],
  ['a rule that knows nothing of it', [zone('a')], [rule('kitchen_phone', 'a', far)], 0],
  ['a rule of which the main model sees nothing', [zone('a')], [rule('shop_front', 'a', far)], 0],
])('looks at enlarged parts for %s', (...[, zones, rules, parts]) =>
  expect(closeUpsFor(source(zones, rules), { classes: ['person', 'car'] })).toHaveLength(parts),
)
