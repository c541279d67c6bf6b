import { z } from 'zod'

/** The last moment that a date column holds: the end of the year 9999. */
const lastAt = 253_402_300_799_999
/** Epoch milliseconds, UTC. The only form of time on the wire; screens show it in Asia/Shanghai. */
export const atSchema = z.int().nonnegative().max(lastAt)
/** Lower-case hexadecimal SHA-256. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
/** Lower-case hexadecimal SM3 (GB/T 32905). */
export const sm3Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')

/** One page of a list, newest first. `next` is the cursor of the following page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })
/** The id of the last item of a page. */
export const cursorSchema = z.string().regex(/^[A-Za-z0-9._~-]{1,120}$/, 'not a cursor of this list')
export const pageQuerySchema = z.object({
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
