import { expect, it } from 'vitest'
import { type PictureInput, startPictures, stepPictures } from './picture-watch.ts'

/** A tick every 100 ms: what is fed and what comes out in each. */
function blindAt(seconds: number, of: (tick: number) => { fed?: number; frames?: number }): number | null {
  let state = startPictures({ fed: 0, frames: 0 })
  let input: PictureInput = { fed: 0, frames: 0, now: 0 }
  for (let tick = 0; tick < seconds * 10; tick++) {
    const { fed = 0, frames = 0 } = of(tick)
    input = { fed: input.fed + fed, frames: input.frames + frames, now: tick * 100 }
    const step = stepPictures(state, input)
    state = step.state
    if (step.isBlind) return input.now
  }
  return null
}
const every = (ticks: number, tick: number) => (tick % ticks === 0 ? 1 : 0)

it.each<[string, number, (tick: number) => { fed?: number; frames?: number }, number | null]>([
  ['nobody asks', 100, () => ({}), null],
  ['every frame, five pictures a second', 60, (t) => ({ fed: 2, frames: every(2, t) }), null],
  ['key frames, each with a picture', 60, (t) => ({ fed: every(20, t), frames: every(20, t - 1) }), null],
  ['a picture every two seconds', 60, (t) => ({ fed: every(20, t), frames: every(20, t - 3) }), null],
  ['every frame, nothing comes', 60, () => ({ fed: 1 }), 8000],
  ['key frames, nothing comes', 60, (t) => ({ fed: every(20, t) }), 8000],
  ['key frames far apart, nothing comes', 60, (t) => ({ fed: every(100, t) }), 10_000],
  ['pictures for 20 s, then none', 60, (t) => ({ fed: 1, frames: t < 200 ? 1 : 0 }), 29_000],
  [
    'one damaged key frame among those far apart',
    60,
    (t) => ({ fed: every(100, t), frames: t === 0 ? 0 : every(100, t - 1) }),
    null,
  ],
  ['the only key frame gives nothing', 60, (t) => ({ fed: t === 0 ? 1 : 0 }), 30_000],
  [
    'every frame, then nobody asks any more',
    60,
    (t) => (t < 100 ? { fed: 1, frames: every(2, t) } : {}),
    null,
  ],
  [
    'a pause, and every frame again',
    200,
    (t) => (t < 100 || t > 1000 ? { fed: 1, frames: every(2, t) } : {}),
    null,
  ],
])('%s', (_, ...[seconds, of, at]) => {
  expect(blindAt(seconds, of)).toBe(at)
})
