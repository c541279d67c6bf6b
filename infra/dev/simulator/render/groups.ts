import type { Scene, View } from '../scene.ts'
import { boxOf, placementsAt } from '../truth.ts'
import { clipBox } from '../scene.ts'

/** Frames a second, and frames from one key frame to the next: every loop is a whole number of such groups. */
export const fps = 25
export const groupFrames = 50

/** Which groups must be encoded, and which of them is played at each place of the loop. */
export interface GroupPlan {
  /** The first frame of every group to encode. */
  readonly encode: readonly number[]
  /** For every group of the loop, an index into `encode`. */
  readonly play: readonly number[]
}

/** Groups in which a view shows the same are encoded once: a still minute costs two seconds of work. */
export function planGroups(scene: Scene, view: View): GroupPlan {
  const known = new Map<string, number>()
  const encode: number[] = []
  const play = Array.from({ length: (scene.loopSeconds * fps) / groupFrames }, (_, group) => {
    const first = group * groupFrames
    const looks = Array.from({ length: groupFrames }, (_, k) => lookOf(scene, view, (first + k) / fps)).join(
      '|',
    )
    const index = known.get(looks) ?? encode.push(first) - 1
    known.set(looks, index)
    return index
  })
  return { encode, play }
}

function lookOf(scene: Scene, view: View, seconds: number): string {
  return placementsAt(scene, seconds)
    .filter((placement) => clipBox(boxOf(placement, view)))
    .map(
      ({ actor, x, y, scale, phase }) =>
        `${actor.id},${x.toFixed(4)},${y.toFixed(4)},${scale.toFixed(3)},${phase}`,
    )
    .join(';')
}
