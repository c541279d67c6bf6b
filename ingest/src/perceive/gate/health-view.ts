import {
  isPlain,
  matchEdges,
  toKept,
  type EdgeBackground,
  type EdgeMatch,
  type KeptEdges,
} from '@sightline/infra/platform/pixels/edges'

/** The view that the zones were drawn on, as it last was in one part of the day. */
export interface KeptView {
  /** Which three hours of the UTC day, 0..7: light comes and goes by the day, so that nights are compared with nights. */
  readonly part: number
  readonly edges: KeptEdges
}

/** What survives a restart: by which views a camera is known, at most one for each part of the day, all of one size. */
export interface KeptViews {
  readonly views: readonly KeptView[]
  /** Whether `moved` was said. */
  readonly isMoved: boolean
}

/**
 * Whether a camera shows the view of its zones. `same`: yes, as far as is known. `plain`: too little is to be seen to tell,
 * as is usual with this camera at times. `unsure`: not one picture since the break has shown it.
 */
export type Standing = 'same' | 'plain' | 'unsure'

/** Least share of lasting edges beyond chance: half the light leaves more, a twentieth of the picture aside less. */
const sameFrom = 0.3
export const isSameView = ({ beyondChance }: EdgeMatch): boolean => beyondChance >= sameFrom

export const dayParts = 8
const dayMs = 24 * 3_600_000

const dayPartOf = (at: number): number => Math.floor(((at % dayMs) * dayParts) / dayMs)

/** What pictures are compared with. */
export interface Remembered extends KeptViews {
  readonly background: EdgeBackground | null
}

export interface Recognised extends Pick<Remembered, 'background' | 'views'> {
  /** Null where nothing can be told. */
  readonly match: EdgeMatch | null
  readonly standing: Standing
}

/**
 * A picture after a break, compared with all that is kept: another light is no other view. Where nothing kept can be
 * compared with it the view begins anew. Once `moved` was said only the view itself, seen again, takes that back.
 */
export function recognise(known: Remembered, picture: Uint8Array, width: number): Recognised {
  const { background, views, isMoved } = known
  const compare = (edges: EdgeBackground | null): EdgeMatch | null =>
    edges && isOfSize(edges, picture, width) ? matchEdges(edges, picture) : null
  const compared = [background, ...views.map(({ edges }) => edges)].flatMap((edges) => {
    const match = compare(edges)
    return match ? [{ edges, match }] : []
  })
  const [best] = compared.toSorted((a, b) => b.match.beyondChance - a.match.beyondChance)
  if (best && isSameView(best.match))
    return { background: best.edges, views, match: best.match, standing: 'same' }
  const asBefore = { background, views, match: best?.match ?? null }
  if (isMoved) return { ...asBefore, standing: 'unsure' }
  if (!best) return { background: null, views: [], match: null, standing: 'same' }
  const isPlainAtTimes = views.some(({ edges }) => isPlain(edges.presence, edges.width))
  if (isPlainAtTimes && isPlain(picture, width)) return { ...asBefore, match: null, standing: 'plain' }
  return { ...asBefore, standing: 'unsure' }
}

const isOfSize = ({ presence, ...its }: EdgeBackground, picture: Uint8Array, width: number): boolean =>
  presence.length === picture.length && its.width === width

/** Whether views are kept, and all of another size than the picture. */
export const areOfOtherSize = (
  views: readonly KeptView[],
  { data, width }: { readonly data: Uint8Array; readonly width: number },
): boolean => views.length > 0 && views.every(({ edges }) => !isOfSize(edges, data, width))

/** The view as it is at this moment, in the place of what was kept of this part of the day. Views of another size go. */
export function keepPresent(
  views: readonly KeptView[],
  background: EdgeBackground | null,
  at: number,
): readonly KeptView[] {
  const edges = background && toKept(background)
  if (!edges) return views
  const part = dayPartOf(at)
  const isOther = (view: KeptView): boolean =>
    view.part !== part &&
    view.edges.width === edges.width &&
    view.edges.presence.length === edges.presence.length
  return [...views.filter(isOther), { part, edges }].toSorted((a, b) => a.part - b.part)
}
