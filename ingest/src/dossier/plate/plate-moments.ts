import type { FindingStage } from '@sightline/detectors/finding'
import type { FindingEventRecord } from '../../findings/finding-record.ts'
import type { Pin, PinnedFragment } from '../pinned.ts'

/** How many pictures are read besides the wide one of each stage: five in all, of which one may be spoilt. */
const further = { opened: 1, confirmed: 2 } as const

export interface PlateMoment {
  readonly stage: FindingStage
  readonly fragment: PinnedFragment
}

/**
 * The key frames on which the plate is read besides the wide stills, whose times are `taken`: of each stage, spread over
 * what was pinned of the dwell, none twice.
 */
export function plateMoments(
  pins: ReadonlyMap<FindingStage, { readonly pin: Pin }>,
  { dwell }: Pick<FindingEventRecord, 'dwell'>,
  taken: readonly number[],
): PlateMoment[] {
  const used = new Set(taken)
  return (['opened', 'confirmed'] as const).flatMap((stage) => {
    const fragments = pins.get(stage)?.pin.segment?.fragments ?? []
    const open = fragments.filter(
      ({ at, isKey }) => isKey && at >= dwell.fromAt && at <= dwell.toAt && !used.has(at),
    )
    const chosen = spread(open, further[stage])
    for (const { at } of chosen) used.add(at)
    return chosen.map((fragment) => ({ stage, fragment }))
  })
}

/** So many of a list, evenly out of it. */
const spread = <T>(list: readonly T[], wanted: number): T[] =>
  list.filter(
    (_, i) => Math.floor((i * wanted) / list.length) !== Math.floor(((i - 1) * wanted) / list.length),
  )
