import { expect, it } from 'vitest'
import { type HealthState, stepPictureHealth, unknownHealth } from './health.ts'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { drawFlat, drawView } from './test/drawn-luma.ts'

/** A minute of the usual view, then the given one for so long; a key frame every two seconds. */
function watch(draw: (i: number) => Luma, seconds: number): HealthState {
  let state = unknownHealth
  for (let i = 0; i < 30; i++) state = stepPictureHealth(state, drawView({ noise: i }), i * 2000)
  for (let i = 30; i <= 30 + seconds / 2; i++) state = stepPictureHealth(state, draw(i), i * 2000)
  return state
}

const car = { left: 120, top: 120, width: 70, height: 40, grey: 220 }
const bus = { left: 0, top: 40, width: 210, height: 110, grey: 200 }

it.each<[string, string[], number, (i: number) => Luma]>([
  ['the usual view', [], 120, (i) => drawView({ noise: i })],
  ['the same picture again and again', ['frozen'], 12, () => drawView({ noise: 5 })],
  ['the same picture, not yet long enough', [], 10, () => drawView({ noise: 5 })],
  ['darkness', ['black'], 10, (i) => drawFlat(3, i)],
  ['a lens under a hand', ['covered'], 16, (i) => drawFlat(70, i)],
  ['a hand that is taken away again', [], 15, (i) => (i < 36 ? drawFlat(70, i) : drawView({ noise: i }))],
  ['half the light', [], 120, (i) => drawView({ noise: i, gain: 0.5 })],
  ['a car that parks', [], 300, (i) => drawView({ noise: i, patches: [car] })],
  ['a bus that stops before half of the view', [], 300, (i) => drawView({ noise: i, patches: [bus] })],
  ['a camera turned by 12 px', ['moved'], 60, (i) => drawView({ noise: i, shift: 12 })],
  ['a camera turned, not yet long enough', [], 58, (i) => drawView({ noise: i, shift: 12 })],
  ['a camera turned for good', ['moved'], 300, (i) => drawView({ noise: i, shift: 12 })],
  ['a camera that trembles by a pixel', [], 120, (i) => drawView({ noise: i, shift: i % 2 })],
])('%s: %j', (...[, faults, seconds, draw]) => {
  expect(watch(draw, seconds).faults).toEqual(faults)
})

it('says nothing about a view it has not learnt yet', () => {
  let state = unknownHealth
  for (let i = 0; i < 60; i++)
    state = stepPictureHealth(state, drawView({ noise: i, shift: i < 5 ? 0 : 12 }), i * 2000)
  expect(state.faults).toEqual([])
})

it('takes a picture of another size as a new view', () => {
  const state = watch((i) => drawView({ noise: i }), 2)
  const small = { data: new Uint8Array(100).map((_, i) => i * 2), width: 10, height: 10 }
  expect(stepPictureHealth(state, small, 70_000).faults).toEqual([])
})
