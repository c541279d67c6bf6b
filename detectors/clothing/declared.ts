import type { ObjectClass } from '../detection.ts'
import type { Box } from '../geometry/point.ts'
import type { Garment } from './garment.ts'
import { garments } from './garment.ts'
import { clothDistance, toLab, toLinear, type Lab, type Rgb } from './lab.ts'

/** What is reported of who lacks it. */
export const lackOf: Readonly<Record<Garment, ObjectClass>> = {
  hat: 'no_hat',
  coat: 'no_uniform',
  gloves: 'no_gloves',
}

/** The colours of a house's clothes and the light that they were shown in. */
export interface DeclaredClothing {
  readonly samples: readonly { readonly garment: Garment; readonly rgb: Rgb }[]
  /** What later light is compared with: a place that does not change, or the whole picture where `place` is null. */
  readonly light: { readonly place: Box | null; readonly rgb: Rgb }
}

/** The colours of one garment. */
export const coloursOf = ({ samples }: DeclaredClothing, garment: Garment): readonly Rgb[] =>
  samples.filter((sample) => sample.garment === garment).map(({ rgb }) => rgb)

/** Whose lack can be judged: of these garments a colour is declared. */
export const declaredGarments = (clothing: DeclaredClothing): readonly Garment[] =>
  garments.filter((garment) => coloursOf(clothing, garment).length > 0)

/** Colours that bare heads and hands have: hair from black to white is grey; skin of every tone lies along one hue. */
const bareColours: Readonly<Record<Exclude<Garment, 'coat'>, readonly Rgb[]>> = {
  hat: [
    [20, 18, 18],
    [50, 40, 35],
    [95, 70, 50],
  ],
  gloves: [
    [240, 200, 175],
    [225, 172, 140],
    [198, 134, 99],
    [141, 85, 56],
    [90, 56, 40],
  ],
}
/** What is nearer to hair or skin than this cannot be told from it. */
const bareLimit = 14

/** Why a sample is of no use: its colour is that of what it should cover. */
export type SampleProblem = 'like_hair' | 'like_skin'

export function sampleProblem(garment: Garment, rgb: Rgb): SampleProblem | null {
  if (garment === 'coat') return null
  const lab = labOf(rgb)
  const isBare = bareColours[garment].some((bare) => clothDistance(labOf(bare), lab) < bareLimit)
  if (!isBare) return null
  return garment === 'hat' ? 'like_hair' : 'like_skin'
}

export const labOf = (rgb: Rgb): Lab => toLab(toLinear(rgb))
