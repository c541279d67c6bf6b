import { z } from 'zod'
import { certificateSchema, roleSchema, type personRequestSchema } from '../../contract/people.ts'
import { unitIdSchema } from '../../contract/ids.ts'
import type { PersonRequest as RequestRow } from '../generated/client.ts'

export type RequestView = z.input<typeof personRequestSchema>

/** What a request holds of a person: of a new one all, of a known one what would be. */
const payloadSchema = z.object({
  account: z.string(),
  name: z.string(),
  role: roleSchema,
  certificate: certificateSchema.nullable(),
  /** Back into service. Absent in requests of before 2026-12. */
  active: z.literal(true).optional(),
  /** Moved to this unit. */
  movesTo: unitIdSchema.optional(),
  /** A list of certificates, each of a person as of a version. */
  certificates: z
    .array(
      z.object({
        personId: z.string(),
        version: z.int(),
        account: z.string(),
        name: z.string(),
        from: certificateSchema.nullable(),
        to: certificateSchema.nullable(),
      }),
    )
    .optional(),
  /** Absent from what was asked for before 2026-12. */
  resetsFactor: z.boolean().default(false),
  allowsProvider: z.boolean().default(false),
})
export type RequestPayload = z.input<typeof payloadSchema>

export const payloadOf = (row: RequestRow): z.output<typeof payloadSchema> => payloadSchema.parse(row.payload)

export function toRequest(row: RequestRow): RequestView {
  const { active, movesTo = null, certificates = null, ...payload } = payloadOf(row)
  return {
    id: row.id,
    requesterId: row.requesterId,
    personId: row.personId,
    ...payload,
    setsPassword: row.passwordHash !== null,
    unitId: row.unitId,
    movesTo,
    activates: active === true,
    certificates,
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
  }
}

/** Of administrators who still are, and not yet too old. */
export const openAt = (now: number) => ({
  expiresAt: { gt: new Date(now) },
  requester: { active: true },
})
