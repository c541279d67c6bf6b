import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import type { Envelope } from '@sightline/detectors/envelope/silence'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import { sampleSource } from '../dossier/test/sample-record.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { loadEnvelope } from '../perceive/saved-envelope.ts'
import { watchEnvelope } from './envelope-watch.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-envelope-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

/** A model of 640 by 384 px that makes out people 24 px high and cars 20 px wide. */
const modelSet = {
  input: yoloxNano.input,
  classes: ['person', 'car'],
  leastPx: { person: 24, vehicle: 20 },
} as unknown as ModelSet
const hd = { width: 1920, height: 1080 }
const asked = sampleSource({})
const angling = (more: object = {}) =>
  wantedSourceSchema.parse({
    ...asked,
    rules: [{ ...asked.rules[0], kind: 'angling', params: { closeUp: false } }],
    ...more,
  })
const thing = (
  type: ObjectClass,
  ...[foot, high, x = 0.5]: readonly [number, number, number?]
): Detection => {
  return {
    class: type,
    score: 0.9,
    box: { left: x - high / 5, right: x + high / 5, top: foot - high, bottom: foot },
  }
}

function watch(source = angling(), saved: Parameters<typeof watchEnvelope>[0]['saved'] = null) {
  const told: Envelope[] = []
  const envelope = watchEnvelope({
    dir,
    clock: { monotonic: () => 0 },
    pause: (_ms, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
    source: () => source,
    modelSet: () => modelSet,
    judge: { setEnvelope: (next) => void told.push(next) },
    saved,
    fail: (error) => {
      throw error
    },
  })
  const see = (times: number, ...detections: Detection[]) => {
    envelope.picture(hd)
    for (let i = 0; i < times; i++) envelope.see(i * 5000, detections)
    envelope.picture(hd)
  }
  return { ...envelope, see, now: () => told.at(-1)! }
}

/** 0.05 of 360 px are 18 px. */
const far = [thing('person', 0.3, 0.05), thing('person', 0.6, 0.05, 0.3), thing('person', 0.9, 0.05, 0.7)]

it('says nothing against a view of which nothing is known, and asks each thing for its size', async () => {
  const { now, sights, picture, stop } = watch()
  picture(hd)
  expect(now()).toEqual({ silent: {}, least: { [asked.rules[0]!.id]: { side: 'height', share: 24 / 360 } } })
  expect(sights()[0]).toMatchObject({ silent: null, px: null, leastPx: 24 })
  await stop()
})

it('silences a rule where people prove to be too small, with the number', async () => {
  const { see, now, sights, stop } = watch()
  see(20, ...far)
  expect(Object.values(now().silent)).toEqual(['too_far'])
  expect(sights()[0]).toMatchObject({ silent: 'too_far', leastPx: 24 })
  expect(sights()[0]!.px).toBeCloseTo(18, 1)
  await stop()
})

it('speaks again with a close-up, which shows them larger', async () => {
  const { see, now, sights, stop } = watch(
    angling({ rules: [{ ...asked.rules[0], kind: 'angling', params: { closeUp: true } }] }),
  )
  see(20, ...far)
  expect(now().silent).toEqual({})
  expect(sights()[0]?.px).toBeGreaterThan(24)
  await stop()
})

it('believes what an admin marked', async () => {
  const mark = (foot: number, high: number) => ({
    head: { x: 0.5, y: foot - high },
    foot: { x: 0.5, y: foot },
  })
  const { picture, now, stop } = watch(angling({ heights: [mark(0.3, 0.01), mark(0.9, 0.05)] }))
  picture(hd)
  expect(Object.values(now().silent)).toEqual(['too_far'])
  await stop()
})

it('is remembered over a restart, of this shape of picture alone', async () => {
  const first = watch()
  first.see(20, ...far)
  await first.stop()
  const { value: saved } = await loadEnvelope(dir, 0)
  const again = watch(angling(), saved)
  again.picture(hd)
  expect(Object.values(again.now().silent)).toEqual(['too_far'])
  again.picture({ width: 1440, height: 1080 })
  expect(again.now().silent).toEqual({})
  await again.stop()
})

it('forgets what it learnt when the view moves', async () => {
  const { see, forget, picture, now, stop } = watch()
  see(20, ...far)
  forget()
  picture(hd)
  expect(now().silent).toEqual({})
  await stop()
})

it('silences a rule about vehicles on a steep view within the first looks, and no other', async () => {
  const parking = sampleSource({})
  const { id } = parking.rules[0]!
  const both = { ...parking, rules: [parking.rules[0]!, { ...angling().rules[0]!, id: `${id}-2` }] }
  const { see, now, stop } = watch(wantedSourceSchema.parse(both))
  see(10, thing('phone', 0.3, 0.1, 0.2), thing('phone', 0.7, 0.1, 0.8), thing('car', 0.5, 0.1))
  expect(now().silent).toEqual({ [id]: 'steep' })
  await stop()
})

it('silences in the dark, and speaks by day', async () => {
  const { quality, picture, now, stop } = watch()
  for (let s = 0; s <= 60; s += 5) quality(s * 1000, () => ({ light: 3, sharpness: null }))
  picture(hd)
  expect(Object.values(now().silent)).toEqual(['too_dark'])
  for (let s = 65; s <= 120; s += 5) quality(s * 1000, () => ({ light: 90, sharpness: 0.2 }))
  picture(hd)
  expect(now().silent).toEqual({})
  await stop()
})
