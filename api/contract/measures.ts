import { z } from 'zod'
import { sha256Schema } from './time.ts'

/** What was measured of the two wide stills of a confirmed finding when it was sealed, by which its profile is judged. */
export const measuresSchema = z.object({
  pictures: z.array(
    z.object({
      /** Of the still, in whichever part of the stage. */
      sha256: sha256Schema,
      widthPx: z.int().positive(),
      heightPx: z.int().positive(),
      /** The shorter side of the accused thing. */
      targetPx: z.number().nonnegative(),
      /** Over the accused thing, its longer side at most 128 px: the variance of the Laplacian of the grey over the variance of the grey. Null: it has one grey. */
      sharpness: z.number().nonnegative().nullable(),
    }),
  ),
  /** How far the later still has the edges of the first, beyond chance (Cohen's kappa). Null: one of them shows too few. */
  viewMatch: z.number().nullable(),
})
export type Measures = z.infer<typeof measuresSchema>
