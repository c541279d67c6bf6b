import { expect, it } from 'vitest'
import { type MediaInput, type MediaWrong, startMedia, stepMedia } from './media-time.ts'

const frameMs = 40
const steady = (count: number): MediaInput[] =>
  Array.from({ length: count }, (_, i) => ({ durationMs: frameMs, arrivedAt: i * frameMs }))

/** The stream with everything that arrives within a stall delivered at its end. */
const stalled = (from: number, forMs: number): MediaInput[] =>
  steady(1500).map((one) =>
    one.arrivedAt > from && one.arrivedAt < from + forMs ? { ...one, arrivedAt: from + forMs } : one,
  )
const changed = (nth: number, durationMs: number): MediaInput[] =>
  steady(1500).map((one, i) => (i === nth ? { ...one, durationMs } : one))
const running = (factor: number, count: number): MediaInput[] =>
  steady(count).map((one) => ({ ...one, durationMs: frameMs * factor }))

it.each<[string, MediaInput[], MediaWrong | null]>([
  ['in order', steady(1500), null],
  ['a stall of 3 s, then a burst', stalled(20_000, 3000), null],
  ['a stall of 10 s, then a burst', stalled(20_000, 10_000), null],
  ['a stall while it opens', stalled(500, 4000), null],
  [
    'jitter of a second and a half',
    steady(1500).map((one, i) => ({ ...one, arrivedAt: one.arrivedAt + ((i * 7) % 40) * 37 })),
    null,
  ],
  ['a crystal that is 100 ppm off, for an hour', running(1.0001, 90_000), null],
  ['rare pictures', steady(60).map((_, i) => ({ durationMs: 2000, arrivedAt: i * 2000 })), null],
  ['two pictures of the same time', changed(500, 0), null],
  [
    'set back, which ffmpeg makes a standstill of',
    steady(1500).map((one, i) => (i < 500 ? one : { ...one, durationMs: 0.011 })),
    'stands',
  ],
  [
    'pictures out of order, whose first times ffmpeg guesses',
    steady(1500).map((one, i) => (i < 12 ? { ...one, durationMs: 0.011 } : one)),
    null,
  ],
  ['an hour ahead', changed(500, 3_600_000), 'ahead'],
  ['a second and a half ahead', changed(500, 1500), 'ahead'],
  ['a tenth too slow', running(0.9, 3000), 'behind'],
  ['a tenth too fast', running(1.1, 3000), 'ahead'],
])('%s', (_, samples, expected) => {
  let state = startMedia
  let wrong: MediaWrong | null = null
  for (const sample of samples) {
    const step = stepMedia(state, sample)
    state = step.state
    wrong ??= step.wrong
  }
  expect(wrong).toBe(expected)
})
