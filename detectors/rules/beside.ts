import { coveredShare, foot, height, intersection, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { contains } from '../geometry/polygon.ts'
import type { BoundRule } from '../finding.ts'
import type { ObjectClass } from '../detection.ts'
import { winner } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'

/** Where it meets the ground lies in the rule's zone. */
export const standsIn = ({ zone }: BoundRule, box: Box): boolean => contains(zone.polygon, foot(box))

/** Within `reach` of the person's own widths on either side, and a quarter of its height above and below. */
export function isBeside(person: Box, thing: Box, reach: number): boolean {
  const [across, down] = [width(person) * reach, height(person) / 4]
  const around = {
    left: person.left - across,
    right: person.right + across,
    top: person.top - down,
    bottom: person.bottom + down,
  }
  return intersection(around, thing) > 0
}

/** Mostly within the person's own outline: in hand, on the back, sat on. */
export const isCarried = (thing: Box, person: Box): boolean => coveredShare(thing, person) >= 0.5

/** What is followed as one of these classes and was seen at most `withinMs` ago. */
export const lately = (
  classes: readonly ObjectClass[],
  { at, tracks }: { readonly at: number; readonly tracks: readonly Track[] },
  withinMs: number,
): readonly Track[] =>
  tracks.filter(({ seenAt, votes }) => at - seenAt <= withinMs && classes.includes(winner(votes)))
