import { labOf } from './declared.ts'
import type { Garment } from './garment.ts'
import { clothDistance, toLab, type Lab, type Rgb } from './lab.ts'
import { inLightOf, type Gains } from './light.ts'

/** A pixel no farther than this from a declared colour shows that cloth. */
export const clothLimit = 18

/** Shares of a region's pixels that show the cloth: from `worn` on it is there; at `lacking` or less it is not. */
const shares: Readonly<Record<Garment, { readonly worn: number; readonly lacking: number }>> = {
  hat: { worn: 0.3, lacking: 0.08 },
  coat: { worn: 0.3, lacking: 0.08 },
  gloves: { worn: 0.15, lacking: 0.04 },
}
/** Of a hand's surroundings so much must be skin before it is called bare. */
const skinShare = 0.2
/** Darker than this (L*) nothing is said to be lacking: black has no colour, and black hair is lighter. */
const leastLightness = 4

/** What the colour of a region says of a garment. */
export interface GarmentReading {
  readonly verdict: 'worn' | 'lacking' | 'unsure'
  /** Of the pixels, that show a declared colour, 0..1. */
  readonly share: number
  /** The region's middle colour, in the light of the declaration. */
  readonly lab: Lab
  /** From that to the nearest declared colour; `clothLimit` is the limit. */
  readonly distance: number
}

/** Judges by colour alone. Pure. `pixels` are of the region as the picture shows it; null where there are none. */
export function readGarment(
  garment: Garment,
  pixels: readonly Rgb[],
  { declared, gains }: { readonly declared: readonly Rgb[]; readonly gains: Gains },
): GarmentReading | null {
  const labs = pixels.map((rgb) => toLab(inLightOf(gains, rgb)))
  if (labs.length === 0 || declared.length === 0) return null
  const cloths = declared.map(labOf)
  const nearest = (lab: Lab): number => Math.min(...cloths.map((cloth) => clothDistance(cloth, lab)))
  const share = shareOf(labs, (lab) => nearest(lab) <= clothLimit)
  const lab = middleOf(labs)
  return { verdict: verdictOf(garment, { share, lab, labs }), share, lab, distance: nearest(lab) }
}

interface Seen {
  readonly share: number
  readonly lab: Lab
  readonly labs: readonly Lab[]
}

function verdictOf(garment: Garment, { share, lab, labs }: Seen): GarmentReading['verdict'] {
  const { worn, lacking } = shares[garment]
  if (share >= worn) return 'worn'
  if (share > lacking || lab.l < leastLightness) return 'unsure'
  if (garment === 'gloves' && shareOf(labs, isSkin) < skinShare) return 'unsure'
  return 'lacking'
}

/** Skin of every tone: between red and yellow, never vivid, never grey. */
function isSkin({ l, a, b }: Lab): boolean {
  const [chroma, hue] = [Math.hypot(a, b), (Math.atan2(b, a) * 180) / Math.PI]
  return l >= 15 && l <= 92 && chroma >= 9 && chroma <= 50 && hue >= 20 && hue <= 80
}

const shareOf = (labs: readonly Lab[], holds: (lab: Lab) => boolean): number =>
  labs.filter(holds).length / labs.length

/** The median of each axis: a few pixels of something else do not move it. */
function middleOf(labs: readonly Lab[]): Lab {
  const median = (axis: keyof Lab): number =>
    labs.map((lab) => lab[axis]).toSorted((x, y) => x - y)[Math.floor(labs.length / 2)] ?? 0
  return { l: median('l'), a: median('a'), b: median('b') }
}

/** A score for the rules: .55 at the limit of what counts as lacking, .9 where nothing of the cloth shows. */
export function lackScore(garment: Garment, { share }: Pick<GarmentReading, 'share'>): number {
  const { lacking } = shares[garment]
  return 0.9 - 0.35 * Math.min(1, share / lacking)
}
