import { z } from 'zod'

/** One kind of job: its queue's name, what goes in, and what comes back (nothing, unless a reply is asked for). */
export interface QueueContract<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly payload: P
  readonly reply: R
}

export function queueContract<P extends z.ZodType>(name: string, payload: P): QueueContract<P, z.ZodVoid>
export function queueContract<P extends z.ZodType, R extends z.ZodType>(
  name: string,
  payload: P,
  reply: R,
): QueueContract<P, R>
/** A contract is a value that producer and consumer share. Payloads are stored as JSON: dates are `z.coerce.date()`, secrets are sealed. */
export function queueContract(name: string, payload: z.ZodType, reply: z.ZodType = z.void()): QueueContract {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`A queue's name is kebab-case, not '${name}'`)
  return { name, payload, reply }
}
