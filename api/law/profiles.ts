/** What pictures must fulfil to stand as evidence; below it they are a clue (R38). Nothing goes below these floors. */
export interface EvidenceProfile {
  /** Over this offset of the camera's clock a picture proves no time, ms. */
  readonly clockMs: number
  /** Below this size nothing in it can be read and compared, pixels. */
  readonly leastPicture: { readonly width: number; readonly height: number }
  /** Between the wide picture of the opening and the later one of the same thing, ms; null: one look is enough. */
  readonly intervalMs: number | null
  /** The shorter side of the accused thing in both wide pictures, pixels. */
  readonly targetPx: number
  /** Of both wide pictures, over the accused thing (`ingest/src/dossier/measure`): below it what was seen is blurred. */
  readonly sharpness: number
  /** Pictures on which the plate is read alike, and how large and sure each; null: no plate is asked. */
  readonly plate: { readonly frames: number; readonly heightPx: number; readonly confidence: number } | null
  /** How far the later wide picture has the edges of the first beyond chance: a camera that was turned has fewer. */
  readonly viewMatch: number
  /** The longest time between two pictures of a recording, ms. */
  readonly gapMs: number
  /** A picture of the sign or marking of the source, taken at most so many days before the act; null: none is asked. */
  readonly sign: { readonly days: number } | null
}

/**
 * What pictures of every kind are asked, by default. GA/T 832-2014: the clock within 1.0 s, 1280×720, two panorama pictures, of
 * what stands still 10 s apart. The other numbers are this product's own defaults [D], of which the blur, the view and the pixels
 * were measured (docs/measurements.md, "What a profile asks"): a sign photographed within four
 * years, for nobody is warned yet before it is too old, and a recording without a hole
 * of more than 1.5 s, which is what a camera may drop between two key frames.
 */
const common: EvidenceProfile = {
  clockMs: 1000,
  leastPicture: { width: 1280, height: 720 },
  intervalMs: 10_000,
  targetPx: 40,
  sharpness: 0.02,
  plate: null,
  viewMatch: 0.3,
  gapMs: 1500,
  sign: { days: 1461 },
}

/** Domain list 2.2: a plate 20 px high, read at 0.90 on two pictures that agree [D]. */
export const vehicleProfile: EvidenceProfile = {
  ...common,
  targetPx: 60,
  sharpness: 0.1,
  plate: { frames: 2, heightPx: 20, confidence: 0.9 },
}
/** Stalls, goods, people at the water: who stays. A fire is told by two looks too. */
export const outdoorsProfile: EvidenceProfile = common
/** Domain list §3: told within one look of some seconds, of heads, hands and what runs on a floor; no traffic standard speaks of it. */
export const kitchenProfile: EvidenceProfile = { ...common, intervalMs: null, targetPx: 12 }
