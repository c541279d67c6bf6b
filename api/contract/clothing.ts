import { z } from 'zod'
import { garments } from '@sightline/detectors/clothing/garment'
import { boxSchema, pointSchema } from './geometry.ts'
import { sourceIdSchema } from './ids.ts'
import { line } from './text.ts'
import { atSchema } from './time.ts'

const byte = z.int().min(0).max(255)
/** A colour as a picture shows it: sRGB. */
const rgbSchema = z.tuple([byte, byte, byte]).readonly()
const unit = z.number().min(0).max(1)
const placeSchema = boxSchema
  .extend({ left: unit, top: unit, right: unit, bottom: unit })
  .refine(({ left, top, right, bottom }) => left < right && top < bottom, 'a place with an area')

/** A colour of the house's clothes: who wears something else there lacks it. */
export const sampleSchema = z.object({
  garment: z.enum(garments),
  name: line(40).min(1),
  rgb: rgbSchema,
  /** Where in the picture it was shown. */
  at: pointSchema,
})
export type ClothingSample = z.infer<typeof sampleSchema>

/** What later light is compared with: a place that does not change, or the whole picture where `place` is null. */
export const lightSchema = z.object({ place: placeSchema.nullable(), rgb: rgbSchema })

export const mostSamples = 24
const declared = { samples: z.array(sampleSchema).max(mostSamples), light: lightSchema }

/** The colours of a house's hats, coats and gloves as one camera shows them. A change makes a new version; old ones stay. */
export const clothingSchema = z.object({
  sourceId: sourceIdSchema,
  version: z.int().positive(),
  ...declared,
  createdAt: atSchema,
})
export type Clothing = z.infer<typeof clothingSchema>

/** `version` is the one that was seen, 0: none. No samples: nothing is judged by colour any more. */
export const declareClothingSchema = z.object({ version: z.int().nonnegative(), ...declared })

/** What stands in evidence: the colours that a finding was judged by. */
export const sealedClothingSchema = z.object({ version: z.int().positive(), ...declared })
