import { z } from 'zod'

/** Server-sent events of `GET /api/live`. They say what changed; the screen asks for the rest. */
export const liveEventSchema = z.discriminatedUnion('type', [
  /** `opened`: it is on the wall, in its grace. `created`: it was confirmed, and people are called. */
  z.object({ type: z.literal('alert'), id: z.string(), change: z.enum(['opened', 'created', 'changed']) }),
  /** A finding opened of which machines alone are told: no alert yet, and none if it ends in grace. */
  z.object({ type: z.literal('finding'), id: z.string() }),
  z.object({ type: z.literal('source'), id: z.string() }),
  z.object({ type: z.literal('case'), id: z.string() }),
  /** Limits passed, or what has one changed hands, in the unit of this id. */
  z.object({ type: z.literal('limits'), id: z.string() }),
  z.object({ type: z.literal('tick'), at: z.int() }),
])
export type LiveEvent = z.infer<typeof liveEventSchema>
