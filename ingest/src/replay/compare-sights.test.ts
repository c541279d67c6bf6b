import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import { compareSights } from './compare-sights.ts'

const by = [
  { classes: ['car' as const, 'truck' as const], threshold: 0.15 },
  { classes: ['truck' as const, 'flame' as const], threshold: 0.9 },
]

const seen = (left: number, score = 0.8, kind: Detection['class'] = 'car'): Detection => ({
  class: kind,
  score,
  box: { left, top: 0.2, right: left + 0.2, bottom: 0.4 },
})

it.each<[string, Detection[], Detection[], string]>([
  ['nothing and nothing', [], [], 'same'],
  ['the very same', [seen(0.1), seen(0.5)], [seen(0.1), seen(0.5)], 'same'],
  ['other last digits', [seen(0.1)], [seen(0.1000001, 0.8000001)], 'alike'],
  ['another order', [seen(0.1), seen(0.5)], [seen(0.5), seen(0.1)], 'alike'],
  ['a box that is off by a fortieth of its side', [seen(0.1)], [seen(0.105)], 'alike'],
  ['a box that is off by a tenth of its side', [seen(0.1)], [seen(0.12)], 'different'],
  ['another score', [seen(0.1)], [seen(0.1, 0.77)], 'different'],
  ['another class', [seen(0.1)], [seen(0.1, 0.8, 'truck')], 'different'],
  ['one that is not found again', [seen(0.1), seen(0.5)], [seen(0.1)], 'different'],
  ['one that was not there', [seen(0.1)], [seen(0.1), seen(0.5)], 'different'],
  ['one that only just was', [seen(0.1), seen(0.5, 0.16)], [seen(0.1)], 'alike'],
  ['one that only just was to the other model', [seen(0.1, 0.91, 'flame')], [], 'alike'],
  ['one that only just was, to either that reports it', [seen(0.1, 0.91, 'truck')], [], 'alike'],
  ['one that was surer than that', [seen(0.1, 0.93, 'flame')], [], 'different'],
  ['one that the model could not have reported', [seen(0.1, 0.5, 'flame')], [], 'different'],
])('%s', (...[, sealed, now, likeness]) => expect(compareSights(sealed, now, by)).toBe(likeness))
