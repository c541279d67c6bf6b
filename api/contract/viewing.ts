import { z } from 'zod'
import { reasonMin } from '../law/viewing.ts'
import { sourceIdSchema } from './ids.ts'
import { route } from './route.ts'
import { line, paragraph } from './text.ts'
import { atSchema } from './time.ts'

/** Why somebody looks at a police source: for which case or alert. */
export const viewingReasonSchema = z.object({
  reason: paragraph(300).min(reasonMin),
  /** Of a case, an alert or a document. */
  number: line(80).min(2),
})
export type ViewingReason = z.output<typeof viewingReasonSchema>

export const viewingStateSchema = z.object({
  /** The source belongs to the police. */
  asksReason: z.boolean(),
  /** What was said in this session, while it holds; null: nothing. */
  said: z.object({ reason: z.string(), number: z.string(), until: atSchema }).nullable(),
})
export type ViewingState = z.infer<typeof viewingStateSchema>

const ofSource = z.object({ id: sourceIdSchema })
/** Looking at sources that belong to the police. */
export const viewingRoutes = {
  state: route({
    method: 'GET',
    path: '/api/sources/:id/viewing',
    access: 'sources.picture',
    scope: 'unit',
    summary: 'Whether looking at a source asks for a reason, and what was said in this session',
    isPolled: true,
    params: ofSource,
    response: viewingStateSchema,
  }),
  say: route({
    method: 'POST',
    path: '/api/sources/:id/viewing',
    access: 'sources.picture',
    scope: 'unit',
    summary: 'Say why one looks at a police source: for this session, for an hour',
    params: ofSource,
    body: viewingReasonSchema,
    response: viewingStateSchema,
  }),
} as const
