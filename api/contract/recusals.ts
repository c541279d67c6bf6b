import { z } from 'zod'
import { recusalActs } from '../law/recusal.ts'
import { alertIdSchema, caseIdSchema, personIdSchema } from './ids.ts'
import { roleSchema } from './people.ts'
import { route } from './route.ts'
import { paragraph } from './text.ts'
import { atSchema } from './time.ts'

const named = z.object({ id: personIdSchema, name: z.string() })
const reason = paragraph(300).min(2)

/** Somebody takes no part in what comes of an alert, or does again (行政处罚法 art. 43). */
export const recusalSchema = z.object({
  person: named,
  act: z.enum(recusalActs),
  reason: z.string(),
  at: atSchema,
  by: named,
})
export type Recusal = z.infer<typeof recusalSchema>

const recusalsSchema = z.object({
  alertId: alertIdSchema,
  /** All that was recorded, oldest first: of a person the last one counts. */
  items: z.array(recusalSchema),
  /** Who is recused now. */
  recused: z.array(personIdSchema),
  /** Who officiates and may be recused: for who may order it; to others empty. */
  officials: z.array(named.extend({ role: roleSchema })),
})

/** An alert, or by a case the alert that it came of. */
const ofMatterSchema = z
  .object({ alertId: alertIdSchema.optional(), caseId: caseIdSchema.optional() })
  .refine((of) => (of.alertId === undefined) !== (of.caseId === undefined), 'name an alert or a case')

/** Recusals: declared by oneself, ordered by a head or supervisor, lifted by a head. */
export const recusalRoutes = {
  list: route({
    method: 'GET',
    path: '/api/recusals',
    access: 'recusals.read',
    scope: 'unit',
    summary: 'Who is recused from an alert or case, and what was recorded of it',
    query: ofMatterSchema,
    response: recusalsSchema,
  }),
  declare: route({
    method: 'POST',
    path: '/api/recusals/own',
    access: 'recusals.declare',
    scope: 'unit',
    summary: 'I take no part in this any more',
    body: ofMatterSchema.safeExtend({ reason }),
    response: recusalsSchema,
  }),
  order: route({
    method: 'POST',
    path: '/api/recusals/orders',
    access: 'recusals.order',
    scope: 'unit',
    summary: 'An officer, legal reviewer or head takes no part in this any more',
    body: ofMatterSchema.safeExtend({ personId: personIdSchema, reason }),
    response: recusalsSchema,
  }),
  lift: route({
    method: 'POST',
    path: '/api/recusals/lifts',
    access: 'recusals.lift',
    scope: 'unit',
    summary: 'A head lifts a recusal that is not his own',
    body: ofMatterSchema.safeExtend({ personId: personIdSchema, reason }),
    response: recusalsSchema,
  }),
} as const
