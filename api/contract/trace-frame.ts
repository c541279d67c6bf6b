import { z } from 'zod'
import { garments } from '@sightline/detectors/clothing/garment'
import { objectClasses } from '@sightline/detectors/detection'
import { handPlaces } from '@sightline/detectors/pose/gesture'
import { mostParts } from '@sightline/detectors/tracking/appearance'
import { boxSchema } from './geometry.ts'
import { atSchema } from './time.ts'

/** One judged frame of a trace: all that was seen in it, and where the accused track was. */
export const traceFrameSchema = z.object({
  at: atSchema,
  /** How far the picture was from the view at rest, in which zones are drawn and judged. Absent: not at all. */
  shift: z.object({ x: z.number(), y: z.number() }).exactOptional(),
  detections: z.array(
    z.object({
      class: z.enum(objectClasses),
      score: z.number(),
      box: boxSchema,
      /** How it looked to a model that tells people apart. Absent: none was asked. */
      appearance: z.array(z.int().min(-127).max(127)).max(mostParts).readonly().exactOptional(),
      /** Concluded from the colour of clothes. Absent: a model of its class told it. */
      colour: z
        .object({
          garment: z.enum(garments),
          region: boxSchema,
          lab: z.tuple([z.number(), z.number(), z.number()]).readonly(),
          distance: z.number(),
          limit: z.number(),
          share: z.number(),
        })
        .exactOptional(),
      /** Concluded from where a hand is held. */
      gesture: z
        .object({ place: z.enum(handPlaces), distance: z.number(), thing: z.number().nullable() })
        .exactOptional(),
      /** How much of it stirred since an earlier look. Absent: not measured, or of an older worker. */
      stir: z.number().min(0).max(1).exactOptional(),
    }),
  ),
  /** In this frame a confirmation was taken back, which its own looks did not bear out. Absent: none was. */
  withheld: z.literal(true).exactOptional(),
  /** The accused track's own box in this frame, as the picture shows it, if it was seen. */
  own: boxSchema.nullable(),
})
