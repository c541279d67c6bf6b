/** What a decoder has had and given, counted from any begin, on a clock that nobody sets. */
export interface PictureInput {
  readonly fed: number
  readonly frames: number
  /** Ms. */
  readonly now: number
}

/** Whether those who ask for pictures get any. Begin with `startPictures`. */
export interface PictureState {
  readonly fed: number
  readonly frames: number
  readonly pictureAt: number
  /** Since when, and how many samples were fed since, without a picture; null: nothing is being waited for. */
  readonly waiting: { readonly since: number; readonly asked: number } | null
}

export const startPictures = ({ fed, frames }: Pick<PictureInput, 'fed' | 'frames'>): PictureState => ({
  fed,
  frames,
  pictureAt: Number.NEGATIVE_INFINITY,
  waiting: null,
})

/** So soon after a picture, what is fed may be left out because it is too close to it, ms. */
const thinnedMs = 1000
/** Waited so long for more than one sample, ms: told within 10 s, with the time until somebody asks. */
const patienceMs = 8000
/** A single one may have been damaged on the way: its picture is waited for as long as for the next key frame, ms. */
const patienceForOneMs = 30_000

/** One sample later. Nothing is missing while nobody asks: only what was fed to the decoder counts. */
export function stepPictures(
  before: PictureState,
  { fed, frames, now }: PictureInput,
): { state: PictureState; isBlind: boolean } {
  if (frames > before.frames) return { state: { fed, frames, pictureAt: now, waiting: null }, isBlind: false }
  const asked = now - before.pictureAt > thinnedMs ? fed - before.fed : 0
  const { since, asked: askedBefore } = before.waiting ?? { since: now, asked: 0 }
  const waiting = before.waiting || asked > 0 ? { since, asked: askedBefore + asked } : null
  const state = { fed, frames, pictureAt: before.pictureAt, waiting }
  if (!waiting) return { state, isBlind: false }
  return { state, isBlind: now - since >= (waiting.asked > 1 ? patienceMs : patienceForOneMs) }
}
