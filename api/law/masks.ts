/** Places of a source's picture that nobody but the law has a business to see: windows, homes. As they were drawn. */
export interface MaskVersion<Shape> {
  /** Epoch ms. */
  readonly madeAt: number
  /** How the picture was turned when they were drawn. */
  readonly turn: number
  readonly shapes: readonly Shape[]
}

export interface Pictured {
  /** Epoch ms. */
  readonly at: number
  readonly turn: number
}

/**
 * The masks of a picture: the newest drawn on the view that it shows. `views`: when the camera was moved, or became another
 * one, epoch ms. None was ever drawn: nothing is masked. Some were, but none on this view: `stale`, for nobody knows where
 * the windows are in it, and it may not be given out until somebody draws them anew.
 */
export function masksOf<Shape>(
  versions: readonly MaskVersion<Shape>[],
  views: readonly number[],
  { at, turn }: Pictured,
): readonly Shape[] | 'stale' {
  if (versions.length === 0) return []
  const isSameView = ({ madeAt }: MaskVersion<Shape>): boolean =>
    !views.some((moved) => moved > Math.min(at, madeAt) && moved <= Math.max(at, madeAt))
  const fitting = versions.filter((one) => one.turn === turn && isSameView(one))
  const newest = fitting.toSorted((a, b) => b.madeAt - a.madeAt)[0]
  return newest?.shapes ?? 'stale'
}

/** On the screens of those who judge: what was taken before anybody drew a mask, on a view that is gone, is shown as it is. */
export function masksOnScreen<Shape>(
  versions: readonly MaskVersion<Shape>[],
  views: readonly number[],
  picture: Pictured,
): readonly Shape[] | 'stale' {
  const masks = masksOf(versions, views, picture)
  const isBeforeAll = versions.every(({ madeAt }) => picture.at < madeAt)
  return masks === 'stale' && isBeforeAll ? [] : masks
}
