import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { route } from './route.ts'
import { atSchema } from './time.ts'
import { paragraph } from './text.ts'

export const matterSchema = z.object({
  kind: z.enum(violationKinds),
  /** 0: never set, the default. */
  version: z.int().nonnegative(),
  /** The provision by which a case needs no order to correct first; null, the default: it does. */
  noOrderBasis: z.string().nullable(),
  recordedAt: atSchema.nullable(),
  recordedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
})
export type Matter = z.infer<typeof matterSchema>

/** `version` is the one that was seen. */
export const changeMatterSchema = z.object({
  version: z.int().nonnegative(),
  noOrderBasis: paragraph(300).min(4).nullable(),
})

export const matterRoutes = {
  list: route({
    method: 'GET',
    path: '/api/matters',
    access: 'matters.write',
    scope: 'whole',
    summary: 'What a case of each kind needs first',
    response: z.object({ items: z.array(matterSchema) }),
  }),
  change: route({
    method: 'PUT',
    path: '/api/matters/:kind',
    access: 'matters.write',
    scope: 'whole',
    summary: 'Say whether a case of this kind needs an order to correct first, and by which provision not',
    params: z.object({ kind: z.enum(violationKinds) }),
    body: changeMatterSchema,
    response: matterSchema,
  }),
} as const
