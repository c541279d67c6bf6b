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
  /** For each of these, which of the painter's noises its first frame has: another than any group played next to it. */
  readonly noise: readonly number[]
  /** For every group of the loop, an index into `encode`. */
  readonly play: readonly number[]
}

/** So many groups of other noise take turns while a view shows the same: no camera sends a picture twice. */
export const stillGroups = 3
/** How many empty pictures of different noise the painter has. */
export const noiseCopies = 7

/**
 * Groups in which a view shows the same are encoded once, and where they follow each other `stillGroups` times: a still
 * minute costs six seconds of work. No group follows itself, nor the last of a loop the first.
 */
export function planGroups(scene: Scene, view: View): GroupPlan {
  const known = new Map<string, number[]>()
  const encode: number[] = []
  const play: number[] = []
  const groups = (scene.loopSeconds * fps) / groupFrames
  for (let group = 0; group < groups; group++) {
    const first = group * groupFrames
    const look = lookOfGroup(scene, view, first)
    const same = known.get(look) ?? []
    known.set(look, same)
    const after = same.indexOf(play.at(-1) ?? -1) + 1
    const closes = group === groups - 1 && same[after % stillGroups] === play[0]
    const turn = (after + (closes ? 1 : 0)) % stillGroups
    const index = same[turn] ?? encode.push(first) - 1
    same[turn] = index
    play.push(index)
  }
  return { encode, noise: noisesOf(play, encode.length), play }
}

function noisesOf(play: readonly number[], count: number): number[] {
  const noises: number[] = []
  for (let group = 0; group < count; group++) {
    const beside = play.flatMap((one, i) =>
      one === group ? [play.at(i - 1) ?? -1, play[(i + 1) % play.length] ?? -1] : [],
    )
    const taken = new Set(beside.map((other) => noises[other]))
    noises.push(Array.from({ length: noiseCopies }, (_, noise) => noise).find((one) => !taken.has(one)) ?? 0)
  }
  return noises
}

const lookOfGroup = (scene: Scene, view: View, first: number): string =>
  Array.from({ length: groupFrames }, (_, k) => lookOf(scene, view, (first + k) / fps)).join('|')

function lookOf(scene: Scene, view: View, seconds: number): string {
  return placementsAt(scene, seconds)
    .filter((placement) => clipBox(boxOf(placement, view)))
    .map(
      ({ actor, x, y, scale, phase }) =>
        `${actor.id},${x.toFixed(4)},${y.toFixed(4)},${scale.toFixed(3)},${phase}`,
    )
    .join(';')
}
