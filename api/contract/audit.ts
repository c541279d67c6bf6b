import { z } from 'zod'
import { line } from './text.ts'
import { atSchema, pageQuerySchema, sha256Schema } from './time.ts'

/** The closed list of what is recorded. Stored rows outlive the code: never rename one. */
export const auditActions = [
  'person.signed_in',
  'person.sign_in_refused',
  'person.signed_out',
  'person.session_ended',
  'person.oldest_session_ended',
  'person.created',
  'person.changed',
  'access.refused',
  'setup.done',
  'setup.refused',
  'cameras.drawn_on',
  'cameras.drawn_off',
  'person.password_changed',
  'person.unlocked',
  'person.requested',
  'person.request_approved',
  'person.request_refused',
  'source.created',
  'source.changed',
  'source.probed',
  'source.watched',
  'source.approval',
  'worker.bound',
  'worker.released',
  'zone.created',
  'zone.changed',
  'clothing.declared',
  'rule.created',
  'rule.changed',
  'network.created',
  'network.manifest_changed',
  'network.file_stored',
  'network.tried',
  'network.enabled',
  'network.disabled',
  'network.deleted',
  'shadow.started',
  'shadow.ended',
  'shadow.judged',
  'dossier.received',
  'dossier.refused',
  'key.trusted',
  'key.revoked',
  'alert.created',
  'alert.claim',
  'alert.release',
  'alert.dismiss',
  'alert.restore',
  'alert.pass_on',
  'exhibit.served',
  'exhibit.opened',
  'exhibit.altered',
  'review.confirm',
  'review.reject',
  'review.plate_refused',
  'permit.created',
  'permit.changed',
  'permit.withdrawn',
  'permit.looked_up',
  'step.recorded',
  'step.undone',
  'matter.changed',
  'case.filed',
  'package.exported',
  'dataset.approved',
  'dataset.withdrawn',
  'dataset.refused',
  'dataset.begun',
  'dataset.exported',
  'dataset.failed',
  'dataset.downloaded',
  'dataset.removed',
  'dataset.labelled',
] as const
export type AuditAction = (typeof auditActions)[number]

/** Append-only; `hash` = SHA-256 of the canonical JSON of the row with `previous`, without `hash`. */
export const auditEntrySchema = z.object({
  sequence: z.int().positive(),
  at: atSchema,
  actor: z.string(),
  action: z.enum(auditActions),
  subject: z.string(),
  facts: z.record(z.string(), z.unknown()),
  previous: sha256Schema.nullable(),
  hash: sha256Schema,
})
/** The largest sequence that its column holds. */
const lastSequence = 2_147_483_647
export const auditFilterSchema = pageQuerySchema.extend({
  subject: line(160).optional(),
  /** The sequence of the last entry of a page. */
  cursor: z
    .string()
    .regex(/^\d{1,10}$/, 'not a cursor of this list')
    .refine((cursor) => Number(cursor) <= lastSequence, 'not a cursor of this list')
    .optional(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>
