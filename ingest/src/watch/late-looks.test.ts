import { expect, it } from 'vitest'
import type { Cadence } from '../perceive/decode/feed-plan.ts'
import { isLookedAtLate, lookedUntil, type LookTimes, pictured, seen, startLooks } from './late-looks.ts'

interface Played {
  readonly cadence: Cadence
  readonly needMs: number
  /** Between two key frames, two pictures, and which share of these the model saw, ms. */
  readonly keyMs: number
  readonly pictureMs: number
  readonly seesEvery: number
}

/** A minute at 25 fps. */
function play({ cadence, needMs, keyMs, pictureMs, seesEvery }: Played): LookTimes {
  let times = startLooks
  for (let at = 0; at <= 60_000; at += 40) {
    times = lookedUntil(times, { at, isKey: at % keyMs === 0, cadence, needMs })
    if (at === 0 || at % pictureMs !== 0) continue
    times = pictured(times, at, true)
    if ((at / pictureMs) % seesEvery === 0) times = seen(times)
  }
  return times
}

const keys: Cadence = { mode: 'key', keyEveryMs: 2000 }
const close: Cadence = { mode: 'full', keyEveryMs: 2000 }
const slow: Cadence = { mode: 'key', keyEveryMs: 4000 }
const row = { cadence: keys, needMs: 4000, keyMs: 2000, pictureMs: 2000, seesEvery: 1 }
it.each<[string, Played, boolean]>([
  ['key frames, each seen', row, false],
  ['key frames, every other one', { ...row, pictureMs: 4000 }, false],
  ['key frames, one in five', { ...row, pictureMs: 10_000 }, true],
  ['pictures, but the model sees few', { ...row, seesEvery: 5 }, true],
  ['a still scene on the slow clock', { ...row, cadence: slow, pictureMs: 4000 }, false],
  ['a camera whose key frames are ten seconds apart', { ...row, keyMs: 10_000, pictureMs: 10_000 }, false],
  ['close looks', { ...row, cadence: close, needMs: 800, pictureMs: 200 }, false],
  ['close looks, three a second left', { ...row, cadence: close, needMs: 800, pictureMs: 320 }, false],
  [
    'close looks that come every four seconds',
    { ...row, cadence: close, needMs: 800, pictureMs: 4000 },
    true,
  ],
  ['no pictures at all', { ...row, pictureMs: 120_000 }, true],
  ['none wanted', { ...row, cadence: { mode: 'none', keyEveryMs: 0 }, pictureMs: 120_000 }, false],
  ['no rule that looks', { ...row, needMs: Infinity }, false],
])('%s', (...[, played, expected]) => {
  expect(isLookedAtLate(play(played), 60_000)).toBe(expected)
})

it('says so for ten seconds after it was late', () => {
  const late = { ...startLooks, lateAt: 1000 }
  expect([isLookedAtLate(late, 10_999), isLookedAtLate(late, 11_001)]).toEqual([true, false])
})
