import { ruleSchema, zoneSchema } from '@sightline/api/contract/zones'
import { objectClasses, type ObjectClass } from '@sightline/detectors/detection'
import { violationKinds, type ViolationKind } from '@sightline/detectors/finding'
import { describe, expect, it } from 'vitest'
import { countIdle, idleFor } from './idle.ts'

const evening = { days: [1], fromMinute: 1320, toMinute: 360 }
const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const zone = (hours: object[] = [], active = true) =>
  zoneSchema.parse({
    id: uuid(1),
    sourceId: uuid(2),
    version: 1,
    name: 'z',
    bays: [],
    hours,
    active,
    createdAt: 1,
    polygon: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ],
  })
const rule = (kind: ViolationKind, params = {}, enabled = true) =>
  ruleSchema.parse({ id: uuid(3), zoneId: uuid(1), version: 1, kind, params, enabled, createdAt: 1 })

describe('a rule is idle', () => {
  it.each<[string, ViolationKind, object, readonly ObjectClass[], object[], readonly string[]]>([
    ['its class is offered', 'kitchen_no_hat', {}, ['person', 'no_hat'], [], []],
    ['its class is not', 'kitchen_no_hat', {}, ['person', 'car'], [], ['no_model']],
    ['nothing is known of the models yet', 'kitchen_no_hat', {}, [], [], []],
    [
      'a parameter asks for more than there is',
      'angling',
      { requireRod: true },
      ['person'],
      [],
      ['no_model'],
    ],
    ['without that parameter', 'angling', {}, ['person'], [], []],
    ['outside hours that the zone has', 'kitchen_after_hours', {}, ['person'], [evening], []],
    ['outside hours that it has not', 'kitchen_after_hours', {}, ['person'], [], ['no_hours']],
    ['for both', 'kitchen_after_hours', {}, ['car'], [], ['no_model', 'no_hours']],
    ['about the camera itself', 'camera_health', {}, ['car'], [], []],
  ])('%s', (...[, kind, params, classes, hours, reasons]) => {
    expect(idleFor({ rule: rule(kind, params), zone: zone(hours), classes })).toEqual(reasons)
  })

  it('never for want of a model where every class is offered', () => {
    const setting = (kind: ViolationKind) => ({
      rule: rule(kind),
      zone: zone([evening]),
      classes: objectClasses,
    })
    expect(violationKinds.flatMap((kind) => idleFor(setting(kind)))).toEqual([])
  })
})

describe('idle rules of a source', () => {
  const hat = rule('kitchen_no_hat')
  const source = { id: uuid(2), classes: ['person'] as const }
  it.each([
    ['are counted', { zones: [zone()], rules: [hat, hat, rule('angling')] }, 2],
    ['that are switched off are not', { zones: [zone()], rules: [rule('kitchen_no_hat', {}, false)] }, 0],
    ['in zones that are switched off are not', { zones: [zone([], false)], rules: [hat] }, 0],
    ['of other sources are not', { zones: [{ ...zone(), sourceId: zone().id as never }], rules: [hat] }, 0],
  ])('%s', (_, all, n) => expect(countIdle(all, source)).toBe(n))
})
