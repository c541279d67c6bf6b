import { z } from 'zod'
import { certificateSchema, roleSchema, type personRequestSchema } from '../../contract/people.ts'
import type { PersonRequest as RequestRow } from '../generated/client.ts'

export type RequestView = z.input<typeof personRequestSchema>

/** What a request holds of a person: of a new one all, of a known one what would be. */
const payloadSchema = z.object({
  account: z.string(),
  name: z.string(),
  role: roleSchema,
  certificate: certificateSchema.nullable(),
  /** Absent from what was asked for before 2026-12. */
  resetsFactor: z.boolean().default(false),
  allowsProvider: z.boolean().default(false),
})
export type RequestPayload = z.infer<typeof payloadSchema>

export const payloadOf = (row: RequestRow): RequestPayload => payloadSchema.parse(row.payload)

export const toRequest = (row: RequestRow): RequestView => ({
  id: row.id,
  requesterId: row.requesterId,
  personId: row.personId,
  ...payloadOf(row),
  setsPassword: row.passwordHash !== null,
  createdAt: row.createdAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
})

/** Of administrators who still are, and not yet too old. */
export const openAt = (now: number) => ({
  expiresAt: { gt: new Date(now) },
  requester: { active: true },
})
