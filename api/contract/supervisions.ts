import { z } from 'zod'
import { supervisionActs, supervisionDays, supervisionEnds } from '../law/supervision.ts'
import { alertIdSchema, caseIdSchema, personIdSchema, supervisionIdSchema } from './ids.ts'
import { route } from './route.ts'
import { paragraph } from './text.ts'
import { atSchema } from './time.ts'

const named = z.object({ id: personIdSchema, name: z.string() })
const text = paragraph(1000).min(2)

/** A supervisor asks the head for an answer within a time (督办), and what was said of it. It changes nothing of the case. */
export const supervisionSchema = z.object({
  id: supervisionIdSchema,
  /** The case that it is about; null: the alert itself. */
  caseId: caseIdSchema.nullable(),
  /** Null: withheld from who is to type the plate blind. */
  reason: z.string().nullable(),
  dueAt: atSchema,
  askedAt: atSchema,
  askedBy: named,
  steps: z.array(
    z.object({ act: z.enum(supervisionActs), text: z.string().nullable(), at: atSchema, by: named }),
  ),
  /** How many steps there are: what a further one must name. */
  version: z.int().nonnegative(),
  isUnderWay: z.boolean(),
})
export type Supervision = z.infer<typeof supervisionSchema>

const supervisionsSchema = z.object({
  alertId: alertIdSchema,
  /** Newest first. */
  items: z.array(supervisionSchema),
  /** What this person may do now. */
  allowed: z.array(z.enum(['ask', 'answer', 'end'])),
})

const params = z.object({ id: supervisionIdSchema })
const version = z.int().nonnegative()

/** Supervision is asked for and ended by a supervisor, and answered by a head. */
export const supervisionRoutes = {
  list: route({
    method: 'GET',
    path: '/api/alerts/:id/supervisions',
    access: 'supervisions.read',
    scope: 'unit',
    summary: 'Requests for supervision of an alert and its cases',
    params: z.object({ id: alertIdSchema }),
    response: supervisionsSchema,
  }),
  ask: route({
    method: 'POST',
    path: '/api/alerts/:id/supervisions',
    access: 'supervisions.ask',
    scope: 'unit',
    concerns: 'alert',
    summary: 'A supervisor asks for an answer within some working days',
    params: z.object({ id: alertIdSchema }),
    body: z.object({
      /** A case of this alert; absent: about the alert itself. */
      caseId: caseIdSchema.optional(),
      reason: text,
      workingDays: z.int().min(supervisionDays.least).max(supervisionDays.most),
    }),
    response: supervisionsSchema,
  }),
  answer: route({
    method: 'POST',
    path: '/api/supervisions/:id/answers',
    access: 'supervisions.answer',
    scope: 'unit',
    concerns: 'supervision',
    summary: 'The head answers',
    params,
    body: z.object({ version, text }),
    response: supervisionsSchema,
  }),
  end: route({
    method: 'POST',
    path: '/api/supervisions/:id/end',
    access: 'supervisions.ask',
    scope: 'unit',
    concerns: 'supervision',
    summary: 'A supervisor ends it: settled, not settled, or withdrawn',
    params,
    body: z.object({ version, act: z.enum(supervisionEnds), text }),
    response: supervisionsSchema,
  }),
} as const
