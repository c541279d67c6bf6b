import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Body } from '@sightline/detectors/pose/body'
import { judgeGestures } from './gestures.ts'
import { gesturesFor, type NeededGestures } from './needed-gestures.ts'

const joint = (x: number, y: number) => ({ x, y, score: 0.9 })
const person: Box = { left: 0.3, top: 0.1, right: 0.7, bottom: 0.9 }
/** The right hand at the right ear. */
const calling: Body = {
  nose: joint(0.5, 0.22),
  leftEar: joint(0.55, 0.21),
  rightEar: joint(0.45, 0.21),
  leftShoulder: joint(0.6, 0.34),
  rightShoulder: joint(0.4, 0.34),
  rightElbow: joint(0.36, 0.38),
  rightWrist: joint(0.42, 0.25),
}
const polygon = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
const zone = {
  id: 'z',
  sourceId: 's',
  version: 1,
  name: 'z',
  polygon,
  bays: [],
  hours: [],
  active: true,
  createdAt: 0,
}
const rule = (
  kind: 'kitchen_phone' | 'kitchen_smoking' | 'kitchen_no_hat',
  params: Record<string, boolean>,
) => ({ id: kind, zoneId: 'z', version: 1, kind, params, enabled: true, createdAt: 0 }) as never
const pose = { model: { name: 'pose', sha256: 'p', threshold: 0.3 }, look: () => Promise.resolve([]) }
const on = { byGesture: true }

it.each<[string, never[], string[] | null]>([
  ['a telephone where the rule says so', [rule('kitchen_phone', on)], ['phone']],
  ['both', [rule('kitchen_phone', on), rule('kitchen_smoking', on)], ['phone', 'smoking']],
  ['nothing unless it is set: it is off', [rule('kitchen_phone', {}), rule('kitchen_smoking', {})], null],
  ['nothing of a rule that knows no gesture', [rule('kitchen_no_hat', on)], null],
])('gestures stand for %s', (_, rules, expected) => {
  const needed = gesturesFor({ zones: [zone] as never, rules }, { pose })
  expect(needed && needed.looked.classes).toEqual(expected)
})
it('stand for nothing where nobody tells where hands are', () => {
  expect(
    gesturesFor({ zones: [zone] as never, rules: [rule('kitchen_phone', on)] }, { pose: null }),
  ).toBeNull()
})

const needed: NeededGestures = gesturesFor(
  { zones: [zone] as never, rules: [rule('kitchen_phone', on)] },
  { pose },
)!
const judged = (seen: Detection[], body: Body = calling) =>
  judgeGestures({ aspect: 1, persons: [person], bodies: new Map([[person, body]]), seen, needed })

it('is a hint as weak as the rules allow, and surer where a thing is seen in the hand', () => {
  const phone = {
    class: 'phone' as const,
    score: 0.4,
    box: { left: 0.42, top: 0.18, right: 0.47, bottom: 0.26 },
  }
  expect(judged([])).toMatchObject([{ class: 'phone', score: 0.5, gesture: { place: 'ear', thing: null } }])
  expect(judged([phone])).toMatchObject([{ score: 0.68, gesture: { thing: 0.4 } }])
  const elsewhere = { ...phone, box: { left: 0.8, top: 0.8, right: 0.9, bottom: 0.9 } }
  expect(judged([elsewhere])).toMatchObject([{ score: 0.5 }])
})
it('is none of a hand at the mouth, where only ears are asked about, nor of unknown joints', () => {
  expect(judged([], { ...calling, rightWrist: joint(0.48, 0.3), rightElbow: joint(0.44, 0.45) })).toEqual([])
  expect(judged([], {})).toEqual([])
})
