import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import { shift } from '@sightline/detectors/geometry/box'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { emptyTracker, track } from '@sightline/detectors/tracking/tracker'
import { worthKnowing } from './worth-knowing.ts'

const at = 1_780_000_000_000
const thing = (type: Detection['class'], left: number): Detection => ({
  class: type,
  score: 0.8,
  box: { left, top: 0.3, right: left + 0.05, bottom: 0.6 },
})
const frame = (detections: readonly Detection[], seconds: number) => ({ at: at + seconds * 1000, detections })
/** A person and a car, in view for two seconds. */
const tracker = [0, 0.5, 1, 1.5, 2].reduce(
  (state, seconds) =>
    track(state, frame([thing('car', 0.1), thing('person', 0.5)], seconds), trackerDefaults).state,
  emptyTracker,
)

it.each([
  ['a person who is not known yet, not the car', { x: 0, y: 0 }],
  ['the same while the camera shakes: by the view at rest', { x: 0.2, y: 0.1 }],
])('%s', (_, off) => {
  const seen = [thing('car', 0.1), thing('person', 0.5)].map((one) => ({ ...one, box: shift(one.box, off) }))
  expect(worthKnowing(tracker, { ...frame(seen, 2.2), shift: off })).toEqual([1])
})

it('nobody who has just come', () =>
  expect(worthKnowing(emptyTracker, frame([thing('person', 0.5)], 0))).toEqual([]))
