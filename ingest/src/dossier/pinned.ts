import { z } from 'zod'
import { fragmentSchema } from '@sightline/api/contract/dossier'
import { atSchema, sha256Schema } from '@sightline/api/contract/time'

/** A fragment of a pinned segment with its presentation time, by which a still is decoded. */
const pinnedFragmentSchema = fragmentSchema.extend({ pts: z.int() })

/** What was taken out of the ring for one stage of a finding, written beside the bytes. */
export const pinSchema = z.object({
  format: z.literal('sightline.pin/1'),
  askedFromAt: atSchema,
  askedToAt: atSchema,
  /** Null: the ring held nothing of that time. */
  segment: z
    .object({
      initSha256: sha256Schema,
      /** Ticks of its presentation times a second; absent in what an earlier version pinned. */
      timescale: z.int().positive().optional(),
      fragments: z.array(pinnedFragmentSchema).min(1),
    })
    .nullable(),
})
export type Pin = z.infer<typeof pinSchema>
export type PinnedFragment = z.infer<typeof pinnedFragmentSchema>

/** A picture may be missing for this long, and a segment begin or end this much beside what was asked, before it is a gap, ms. */
export const gapMs = 1500

/** A camera's clock may begin to be trusted in a segment, which moves times by up to a second; more is another time, ms. */
const apartMs = 2000

/** Whether the segment plays as long as it was recorded: a player shows media time, and nobody recorded more than there was. */
function keepsTime({ timescale, fragments }: NonNullable<Pin['segment']>): boolean {
  if (timescale === undefined) return true
  const apart = fragments.map(({ at, pts }) => at - (pts * 1000) / timescale)
  const [least, most] = apart.reduce(
    ([a, b], ms) => [Math.min(a, ms), Math.max(b, ms)],
    [Infinity, -Infinity],
  )
  return most - least <= apartMs
}

/** Whether anything of the asked time is not in the segment, or the segment claims time that it does not have. */
export function hasGap({ askedFromAt, askedToAt, segment }: Pin): boolean {
  if (!segment || !keepsTime(segment)) return true
  const times = segment.fragments.map(({ at }) => at).toSorted((a, b) => a - b)
  const marks = [askedFromAt, ...times.filter((at) => at > askedFromAt && at < askedToAt), askedToAt]
  const covered = [times[0] ?? Infinity, times.at(-1) ?? -Infinity] as const
  if (covered[0] > askedFromAt + gapMs || covered[1] < askedToAt - gapMs) return true
  return marks.some((at, i) => at - (marks[i - 1] ?? at) > gapMs)
}

/** The fragment that shows a moment: the one taken at that very ms, else the nearest within a gap's length. */
export function fragmentAt({ segment }: Pin, at: number): PinnedFragment | null {
  const apart = (fragment: PinnedFragment): number => Math.abs(fragment.at - at)
  const nearest = (segment?.fragments ?? []).reduce<PinnedFragment | null>(
    (best, fragment) => (best && apart(best) <= apart(fragment) ? best : fragment),
    null,
  )
  return nearest && apart(nearest) <= gapMs ? nearest : null
}
