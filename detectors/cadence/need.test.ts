import { expect, it } from 'vitest'
import type { BoundRule, StayKind } from '../finding.ts'
import { needNow, needOf } from './need.ts'
import { ruleOf } from '../rules/test/drawn.ts'

const times = { stillMs: 15_000, graceMs: 300_000, maxGapMs: 20_000 }
it.each([
  ['fifteen seconds', {}, 3000],
  ['minutes', { stillMs: 300_000 }, 4000],
  ['three seconds', { stillMs: 3000 }, 600],
  ['a short time unseen', { maxGapMs: 4000 }, 1000],
  ['five of eight looks in ten seconds', { stillMs: 10_000, hits: { least: 5, of: 8 } }, 625],
  ['three of eight looks in ten minutes', { stillMs: 600_000, hits: { least: 3, of: 8 } }, 4000],
])('how often a rule must look: %s', (_, changed, needMs) => {
  expect(needOf({ ...times, ...changed })).toBe(needMs)
})

it.each<[StayKind, number]>([
  ['illegal_parking', 3000],
  ['street_vending', 4000],
  ['shop_front', 4000],
  ['angling', 4000],
])('key frames two seconds apart serve %s', (kind, needMs) => {
  expect(needNow([ruleOf(kind)], { stays: [], at: 0 })).toBe(needMs)
})

const atNight = [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 60 }]
const smoking = ruleOf('kitchen_smoking', {}, { hours: atNight })
const parking = ruleOf('illegal_parking')
const [day, night] = [Date.UTC(2026, 5, 1, 2), Date.UTC(2026, 5, 1, 16, 30)]
it.each<[string, BoundRule[], BoundRule[], number, number]>([
  ['no rule', [], [], day, Infinity],
  ['the health of the camera alone', [{ ...parking, kind: 'camera_health', params: {} }], [], day, Infinity],
  ['two: the shorter', [parking, smoking], [], night, 187.5],
  ['the shorter is out of its hours', [parking, smoking], [], day, 3000],
  ['a stay whose rule is no longer there', [], [parking], day, 3000],
])('the need of a source: %s', (...[, bound, followed, at, needMs]) => {
  const stays = followed.map((rule) => ({ rule: { ...rule, kind: 'illegal_parking' as const }, seenAt: at }))
  expect(needNow(bound, { stays, at })).toBe(needMs)
})

it.each([
  ['who was just seen', 0, 500],
  ['who is out of sight for two minutes', 120_000, 500],
  ["who is out of sight for longer, on his rule's own clock", 120_001, 4000],
])('one who lingers is looked for often: %s', (_, agoMs, needMs) => {
  const angling = { ...ruleOf('angling'), kind: 'angling' as const }
  expect(needNow([angling], { stays: [{ rule: angling, seenAt: day - agoMs }], at: day })).toBe(needMs)
})
