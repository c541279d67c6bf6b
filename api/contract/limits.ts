import { z } from 'zod'
import { escalationLevels, limitedWorks } from '../law/limits.ts'
import { limitStates } from '../law/time-limits.ts'
import { violationKinds } from '@sightline/detectors/finding'
import { personIdSchema, unitIdSchema } from './ids.ts'
import { roleSchema } from './people.ts'
import { route } from './route.ts'
import { atSchema, pageOf, pageQuerySchema } from './time.ts'

export const limitedSubjects = ['alert', 'case', 'source', 'person', 'request', 'mode', 'law'] as const

/** A work that is to be done within a time, and how far its lateness was told. */
export const limitedSchema = z.object({
  /** Of this list: a work of an alert is another one in its next round. */
  id: z.string(),
  work: z.enum(limitedWorks),
  /** What it is about. */
  about: z.object({ type: z.enum(limitedSubjects), id: z.string() }),
  /** Null: of no violation. */
  kind: z.enum(violationKinds).nullable(),
  /** A place, a number or a name, by which people know it. */
  label: z.string(),
  unitId: unitIdSchema,
  dueAt: atSchema,
  /** Who has it in hand; null: nobody, and it is for all who do this (`duty`) there. */
  holder: z.object({ id: personIdSchema, name: z.string() }).nullable(),
  duty: roleSchema,
  /** What was told last; null: nothing yet. */
  told: z
    .object({
      level: z.enum(escalationLevels),
      at: atSchema,
      duty: roleSchema,
      /** Null: of a unit above those that the reader reaches. */
      unitId: unitIdSchema.nullable(),
    })
    .nullable(),
})
export type Limited = z.infer<typeof limitedSchema>

export const limitFilterSchema = pageQuerySchema.extend({
  work: z.enum(limitedWorks).optional(),
  state: z.enum(limitStates).optional(),
  /** `own`: what waits for me, or was told to such as me. */
  whose: z.enum(['own', 'all']).default('all'),
  /** Of this unit and all below it. */
  unitId: unitIdSchema.optional(),
  /** Which list, the moment and the id of the last one of a page. */
  cursor: z
    .string()
    .regex(/^\d{1,2}~\d{1,15}~[A-Za-z0-9._~-]{1,100}$/, 'not a cursor of this list')
    .optional(),
})

/** No more than this is counted: what is more is said to be more. */
export const mostCounted = 1000

/** What has to be done within a time, and who is late. */
export const limitRoutes = {
  list: route({
    method: 'GET',
    path: '/api/limits',
    access: 'limits.read',
    scope: 'unit',
    summary: 'Work within a time limit, the earliest first',
    query: limitFilterSchema,
    response: pageOf(limitedSchema),
  }),
  own: route({
    method: 'GET',
    path: '/api/limits/own',
    access: 'limits.read',
    scope: 'unit',
    summary:
      'How much of what waits for me is late, and how many requests for supervision wait for my answer',
    isPolled: true,
    response: z.object({
      late: z.int().nonnegative(),
      supervisions: z.int().nonnegative(),
    }),
  }),
  counts: route({
    method: 'GET',
    path: '/api/limits/counts',
    access: 'limits.count',
    scope: 'unit',
    summary: 'How much is late, by unit and kind of work; never by person',
    query: z.object({ unitId: unitIdSchema.optional() }),
    response: z.object({
      items: z.array(
        z.object({ unitId: unitIdSchema, work: z.enum(limitedWorks), late: z.int().positive() }),
      ),
      /** Of these there is more than was counted. */
      more: z.array(z.enum(limitedWorks)),
    }),
  }),
} as const
