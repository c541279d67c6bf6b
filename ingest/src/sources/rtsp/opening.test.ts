import { expect, it } from 'vitest'
import { startOpening, stepOpening } from './opening.ts'

/** With which of these samples, one a line of arrival and length, the beginning is over; -1: with none. */
function overAt(samples: readonly (readonly [arrivedAt: number, durationMs: number])[]): number {
  let state = startOpening
  return samples.findIndex(([arrivedAt, durationMs]) => {
    state = stepOpening(state, { arrivedAt, durationMs })
    return state.isOver
  })
}

const burst = (count: number, stepMs: number) =>
  Array.from({ length: count }, (_, i): [number, number] => [1000 + i * stepMs, 40])
const live = (count: number, fromMs: number, everyMs: number) =>
  Array.from({ length: count }, (_, i): [number, number] => [fromMs + i * everyMs, everyMs])

it.each<[string, [number, number][], number]>([
  ['none: two samples after the first', live(5, 0, 40), 2],
  ['one at once, and then as it happens', [...burst(50, 0), ...live(5, 1040, 40)], 51],
  ['one over a narrow line, twice as fast as life', [...burst(50, 20), ...live(5, 2020, 40)], 51],
  ['as it happens, with some jitter', [...burst(6, 0), [1036, 40], [1075, 40]], 7],
  ['one sample late within a burst', [...burst(6, 0), [1090, 40], [1090, 40], ...live(3, 1130, 40)], 9],
  ['two seconds a picture', [[1000, 2000], [1000, 2000], ...live(3, 3000, 2000)], 3],
  [
    'samples that take no time, as ffmpeg guesses',
    [...burst(3, 0), [1000.1, 0.01], [1000.2, 0.01], ...live(3, 1040, 40)],
    6,
  ],
  [
    'lumps for ever: after five seconds',
    Array.from({ length: 200 }, (_, i) => [Math.floor(i / 25) * 1000, 40]),
    125,
  ],
])('the beginning of a connection: %s', (_, samples, expected) => {
  expect(overAt(samples)).toBe(expected)
})
