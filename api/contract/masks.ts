import { z } from 'zod'
import { polygonSchema } from './geometry.ts'
import { personIdSchema, sourceIdSchema } from './ids.ts'
import { route } from './route.ts'
import { atSchema } from './time.ts'

export const mostMasks = 20
const shapes = z.array(polygonSchema).max(mostMasks)

/** What is hidden in pictures of a source that are shown or leave: windows, homes. Sealed originals are never touched. */
export const masksSchema = z.object({
  /** 0: none was ever drawn. */
  version: z.int().nonnegative(),
  shapes,
  /** The camera shows another view since: no picture of it leaves until they are drawn anew. */
  isStale: z.boolean(),
  madeAt: atSchema.nullable(),
  madeBy: z.object({ id: personIdSchema, name: z.string() }).nullable(),
})
export type Masks = z.infer<typeof masksSchema>

export const drawMasksSchema = z.object({
  /** As seen; `changed_meanwhile` when it is no longer so. */
  version: z.int().nonnegative(),
  shapes,
})

const ofSource = z.object({ id: sourceIdSchema })
export const maskRoutes = {
  get: route({
    method: 'GET',
    path: '/api/sources/:id/masks',
    access: 'sources.read',
    scope: 'unit',
    summary: 'The privacy masks of a source',
    params: ofSource,
    response: masksSchema,
  }),
  draw: route({
    method: 'PUT',
    path: '/api/sources/:id/masks',
    access: 'zones.write',
    scope: 'unit',
    summary: 'Draw the privacy masks of a source: a new version',
    params: ofSource,
    body: drawMasksSchema,
    response: masksSchema,
  }),
} as const
