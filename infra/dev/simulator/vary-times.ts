import { generator } from './random.ts'
import type { Scene } from './scene.ts'

/** How much slower or faster things may happen in a scene, at least and at most, and still be what they are. */
export type Tempo = readonly [least: number, most: number]

/** At most so many seconds later than in the scene: no look of a slow clock falls always on the same moment. */
const latestBegin = 4

/**
 * The same happenings at another time and another pace: begins, durations and speeds differ with the seed. What goes on
 * all through the loop goes on all through the new one. Pure.
 */
export function atOtherTimes(scene: Scene, seed: number, [least, most]: Tempo): Scene {
  const random = generator(seed * 104_729 + 1)
  const [pace, begin] = [least + (most - least) * random(), latestBegin * random()]
  const loopSeconds = 2 * Math.ceil((scene.loopSeconds * pace + begin) / 2)
  const later = (seconds: number): number => seconds * pace + begin
  const span = ({ from, to }: { from: number; to: number }): { from: number; to: number } => ({
    from: from === 0 ? 0 : later(from),
    to: to === scene.loopSeconds ? loopSeconds : later(to),
  })
  return {
    ...scene,
    loopSeconds,
    actors: scene.actors.map((actor) => ({
      ...actor,
      path: actor.path.map((frame) => ({ ...frame, at: later(frame.at) })),
      ...(actor.visible ? { visible: span(actor.visible) } : {}),
    })),
    violations: scene.violations.map((one) => ({ ...one, ...span(one) })),
  }
}
