import type { Trace } from '@sightline/api/contract/dossier'
import { iou } from '@sightline/detectors/geometry/box'

type Seen = Trace['frames'][number]['detections'][number]
type Colour = NonNullable<Seen['colour']>

/** What the accused's own looks say that no model told. Numbers are medians over those looks. */
export interface HintsIn {
  readonly colour:
    (Pick<Colour, 'garment' | 'lab' | 'distance' | 'limit' | 'share'> & { readonly looks: number }) | null
  readonly gesture: {
    readonly place: 'mouth' | 'ear'
    readonly looks: number
    readonly withThing: number
  } | null
}

/** The accused's own box is the track's: a look is its own where the two overlap so far. */
const ownOverlap = 0.5

export function hintsIn({ frames }: Pick<Trace, 'frames'>): HintsIn {
  const own = frames.flatMap(({ detections, own: box }) =>
    box ? detections.filter((seen) => iou(seen.box, box) >= ownOverlap) : [],
  )
  const colours = own.flatMap(({ colour }) => colour ?? [])
  const gestures = own.flatMap(({ gesture }) => gesture ?? [])
  return {
    colour: colours[0]
      ? {
          garment: colours[0].garment,
          limit: colours[0].limit,
          looks: colours.length,
          lab: [0, 1, 2].map((i) =>
            median(colours.map(({ lab }) => lab[i] ?? 0)),
          ) as unknown as Colour['lab'],
          distance: median(colours.map(({ distance }) => distance)),
          share: median(colours.map(({ share }) => share)),
        }
      : null,
    gesture: gestures[0]
      ? {
          place: gestures[0].place,
          looks: gestures.length,
          withThing: gestures.filter(({ thing }) => thing !== null).length,
        }
      : null,
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
