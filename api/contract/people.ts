import { z } from 'zod'
import { duties } from '../law/duties.ts'
import { personIdSchema, requestIdSchema, unitIdSchema } from './ids.ts'
import { atSchema, sha256Schema } from './time.ts'
import { dueCodes, factorCodeSchema } from './second-factor.ts'
import { credential, line } from './text.ts'
import { wholeAgency } from './whole-agency.ts'

/** What each may do stands in `people/permissions.ts`; how somebody comes to be one, in `law/duties.ts`. */
export const roles = duties
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

export const permissions = [
  'live.read',
  'sources.read',
  'sources.write',
  'sources.picture',
  'sources.review',
  'sources.review_legal',
  'zones.write',
  'rules.write',
  'alerts.read',
  'alerts.triage',
  'alerts.reopen',
  'reviews.write',
  'steps.write',
  'steps.order',
  'reminders.speak',
  'reminders.break_quiet',
  'permits.read',
  'permits.write',
  'matters.write',
  'catalogue.read',
  'catalogue.import',
  'catalogue.publish',
  'modes.read',
  'modes.ask',
  'modes.decide',
  'exhibits.read',
  'cases.read',
  'cases.export',
  'cases.hand_over',
  'cases.decide',
  'originals.read',
  'originals.ask',
  'originals.decide',
  'documents.make',
  'models.read',
  'models.write',
  'datasets.read',
  'datasets.approve',
  'datasets.export',
  'precision.read',
  'shadows.read',
  'shadows.write',
  'shadows.judge',
  'recusals.read',
  'recusals.declare',
  'recusals.order',
  'recusals.lift',
  'limits.read',
  'limits.count',
  'supervisions.read',
  'supervisions.ask',
  'supervisions.answer',
  'people.read',
  'people.write',
  'units.write',
  'people.decide',
  'audit.read',
] as const
export type Permission = (typeof permissions)[number]

/** Enforcement certificate of an officer (行政执法证); needed, and in date, to confirm evidence. */
export const certificateSchema = z.object({
  number: line(40).min(4),
  validUntil: atSchema,
  /** Where it is good: 6, 9 or 12 digits of the code of administrative divisions. Null: where this installation is. */
  region: z
    .string()
    .regex(/^(?:\d{6}|\d{9}|\d{12})$/, 'expected 6, 9 or 12 digits')
    .nullable()
    .default(null),
})

export const personSchema = z.object({
  id: personIdSchema,
  account: z.string(),
  name: z.string(),
  role: roleSchema,
  certificate: certificateSchema.nullable(),
  active: z.boolean(),
  /** Of a one-time password: when it lapses. Null: the person's own. */
  passwordDueBy: atSchema.nullable(),
  version: z.int().positive(),
  createdAt: atSchema,
  /** Where he serves. */
  unitId: unitIdSchema.default(wholeAgency),
})
export type Person = z.infer<typeof personSchema>

export const newPersonSchema = z.object({
  account: z
    .string()
    .regex(/^[a-z][a-z0-9._-]{2,31}$/, '3..32 characters: a-z 0-9 . _ -, starting with a letter'),
  name: line(40).min(1),
  role: roleSchema,
  password: credential(200).min(12),
  certificate: certificateSchema.nullable().default(null),
  /** Where he is to serve; that of who registers him unless told. */
  unitId: unitIdSchema.optional(),
})
export const changePersonSchema = z.object({
  /** As read; `changed_meanwhile` when it is no longer so. */
  version: z.int().positive(),
  name: line(40).min(1).optional(),
  active: z.boolean().optional(),
  certificate: certificateSchema.nullable().optional(),
  password: credential(200).min(12).optional(),
  /** Moves him there: what he reaches changes at once. */
  unitId: unitIdSchema.optional(),
  /** Their second factor is forgotten: they set up another at the next sign-in. */
  resetsFactor: z.literal(true).optional(),
  /** Whether an account of the sign-in provider may be bound to this one at its next use; `forget` unbinds it. */
  provider: z.enum(['allow', 'forget']).optional(),
})
/**
 * What takes effect only with a security administrator's decision (without one, another system administrator's): whoever is
 * no operator made, taken back into service, moved to another unit, or given a certificate, a password, another second factor or an account of the
 * sign-in provider. The password is kept as a hash and comes back never.
 */
export const personRequestSchema = z.object({
  id: requestIdSchema,
  requesterId: personIdSchema,
  /** Null: a new person. */
  personId: personIdSchema.nullable(),
  account: z.string(),
  name: z.string(),
  role: roleSchema,
  certificate: certificateSchema.nullable(),
  /** A new password would be set. */
  setsPassword: z.boolean(),
  /** To which unit they would be moved; null: to none. */
  movesTo: unitIdSchema.nullable(),
  /** Somebody who had left service would be back. */
  activates: z.boolean(),
  /** Of a list of certificates, which is decided as a whole: each with whose it is. Null: it is about one person. */
  certificates: z
    .array(
      z.object({
        account: z.string(),
        name: z.string(),
        from: certificateSchema.nullable(),
        to: certificateSchema.nullable(),
      }),
    )
    .nullable(),
  resetsFactor: z.boolean(),
  allowsProvider: z.boolean(),
  createdAt: atSchema,
  expiresAt: atSchema,
  unitId: unitIdSchema.default(wholeAgency),
})
export type PersonRequest = z.infer<typeof personRequestSchema>

/** Either the person as they are now, or the request that now waits for a decision. */
export const personOutcomeSchema = z.object({
  person: personSchema.nullable(),
  request: personRequestSchema.nullable(),
})
export const decisionSchema = z.object({ decision: z.enum(['approve', 'refuse']) })

/** Name of a cookie that scripts may read: there is a session. It is no secret and opens nothing. */
export const signedInFlag = 'sightline_signed_in'
export const signInSchema = z.object({
  account: credential(64).min(1),
  password: credential(200).min(1),
  /** Of the second factor, where one is asked for (`second_factor_needed`): six digits, or a recovery code. */
  code: factorCodeSchema.optional(),
})
export const ownPasswordSchema = z.object({
  current: credential(200).min(1),
  next: credential(200).min(12),
})
/** One of the sessions in which I am signed in. */
export const ownSessionSchema = z.object({
  id: sha256Schema,
  beganAt: atSchema,
  /** To the minute. */
  usedAt: atSchema,
  /** When it ends if it is not used again. */
  endsAt: atSchema,
  /** The one that asks. */
  isThis: z.boolean(),
})
export type OwnSession = z.infer<typeof ownSessionSchema>
/** Who is signed in, and what they may do: the screens show nothing else. */
export const sessionSchema = z.object({
  person: personSchema,
  permissions: z.array(z.enum(permissions)),
  expiresAt: atSchema,
  /** What must be done before anything else is answered; the code of the refusals until then. */
  due: z.enum(dueCodes).nullable(),
  /** Of a password that grows old: when it must have been changed. Null: never. */
  passwordEndsAt: atSchema.nullable(),
})
export type Session = z.infer<typeof sessionSchema>
