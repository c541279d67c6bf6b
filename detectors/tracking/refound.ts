import { height, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { samenessOf, type Sameness } from './appearance.ts'
import type { Observation } from './observation.ts'
import { hasSettled, type Track, type UpdateContext } from './track.ts'

/** Models tell people apart, and nothing else: other things are known again by their place. */
export const toldApart = 'person'

/**
 * Somebody at his place again within this time is taken for the same though nobody knows his look: on a slow clock after two
 * looks that missed him, and never after the longest. Example: a key frame every two seconds, 6 s.
 */
const unknownMs = 5000
const mostUnknownMs = 10_000
const unknownLooks = 3
export const longestUnknownMs = ({ at, lastAt }: Pick<UpdateContext, 'at' | 'lastAt'>): number =>
  Math.min(mostUnknownMs, Math.max(unknownMs, unknownLooks * (at - lastAt)))

/** Nobody who stands is so many times as wide or as high from one look to the next: who stood before him is another. */
const mostGrown = 2.5
export const isOfSize = (a: Box, b: Box): boolean =>
  [width(a) / width(b), height(a) / height(b)].every((by) => by <= mostGrown && by >= 1 / mostGrown)

/** Who looks like another for so long is another: a moment may be somebody who passes before him. */
export const otherwiseMs = 1000

/**
 * A person who was out of sight is found again only by his look: what looks otherwise is another, and after some seconds so
 * is who cannot be compared. Who was in sight all along is another when he looks so for a while: one who stepped into his
 * place. In doubt two tracks are made of one person rather than one of two.
 */
export function isSomebodyElse(track: Track, seen: Observation, look: UpdateContext): boolean {
  if (track.kind !== toldApart) return false
  if (hasSettled(track) && !isOfSize(track.box, seen.box)) return true
  const told = toldBy(track, seen)
  if (track.seenAt >= look.lastAt)
    return told === 'other' && track.otherwiseAt !== null && look.at - track.otherwiseAt >= otherwiseMs
  if (told !== 'unknown') return told === 'other'
  return look.at - track.seenAt > longestUnknownMs(look)
}

/** By either of the two ways it is known: as it stands, and as it was seen on the whole. */
function toldBy({ appearance, standing }: Track, seen: Observation): Sameness {
  const told = [samenessOf(standing, seen.appearance), samenessOf(appearance, seen.appearance)]
  if (told.includes('same')) return 'same'
  return told.every((one, i) => one === 'other' || (i === 0 && standing === null)) ? 'other' : 'unknown'
}

/** What stands may be hidden for as long as it is remembered; a person not seen for so long may be another, and is not waited for. */
export const mayBeHidden = (track: Track, look: UpdateContext): boolean =>
  track.kind !== toldApart || look.at - track.seenAt <= longestUnknownMs(look)
