import type { Clothing, ClothingSample } from '@sightline/api/contract/clothing'
import { mostSamples } from '@sightline/api/contract/clothing'
import { sampleProblem, type SampleProblem } from '@sightline/detectors/clothing/declared'
import type { Garment } from '@sightline/detectors/clothing/garment'
import { toRgb } from '@sightline/detectors/clothing/lab'
import { gainsOf, inLightOf } from '@sightline/detectors/clothing/light'
import type { Point } from '@sightline/detectors/geometry/point'
import { meanColour, patchAround, wholePicture, type Pixels } from './read-colour.ts'

export type Light = Clothing['light']

/** What is being declared. `light` is that of the first sample; later ones are told as they would look in it. */
export interface ClothingDraft {
  readonly samples: readonly ClothingSample[]
  readonly light: Light | null
  /** Why the last click took nothing. */
  readonly refusal: SampleProblem | 'other_light' | 'too_many' | null
}

export const startDraft = (clothing: Pick<Clothing, 'samples' | 'light'> | null): ClothingDraft => ({
  samples: clothing?.samples ?? [],
  light: clothing && clothing.samples.length > 0 ? clothing.light : null,
  refusal: null,
})

/** A place whose colour does not change is this share of the picture wide to each side. */
const lightReach = 0.02

/** What light is compared by from now on: a place, or the whole picture. Colours of another light are not kept. */
export const chooseLight = (pixels: Pixels, at: Point | null): ClothingDraft => {
  const place = at && patchAround(at, pixels, lightReach)
  return { samples: [], light: { place, rgb: meanColour(pixels, place ?? wholePicture) }, refusal: null }
}

/** Takes the colour at a place of a picture for a garment. */
export function takeSample(
  draft: ClothingDraft,
  pixels: Pixels,
  { garment, name, at }: { readonly garment: Garment; readonly name: string; readonly at: Point },
): ClothingDraft {
  const light = draft.light ?? { place: null, rgb: meanColour(pixels, wholePicture) }
  if (draft.samples.length >= mostSamples) return { ...draft, refusal: 'too_many' }
  const now = meanColour(pixels, light.place ?? wholePicture)
  const gains = gainsOf(light.rgb, now)
  if (!gains) return { ...draft, refusal: 'other_light' }
  const rgb = toRgb(inLightOf(gains, meanColour(pixels, patchAround(at, pixels))))
  const refusal = sampleProblem(garment, rgb)
  if (refusal) return { ...draft, refusal }
  return {
    light,
    samples: [...draft.samples, { garment, name, rgb, at: { x: at.x, y: at.y } }],
    refusal: null,
  }
}

export const removeSample = (draft: ClothingDraft, index: number): ClothingDraft => {
  const samples = draft.samples.filter((_, i) => i !== index)
  return { samples, light: samples.length > 0 ? draft.light : null, refusal: null }
}
