import { z } from 'zod'
import { caseStatuses } from '../law/case-moves.ts'
import { standings } from '../law/standing.ts'
import { correctionReasons, notFiledReasons } from '../law/statuses.ts'
import { caseMatterSchema } from './case-matter.ts'
import { alertIdSchema, caseIdSchema, personIdSchema, unitIdSchema } from './ids.ts'
import { line, paragraph } from './text.ts'
import { atSchema, pageQuerySchema, sha256Schema } from './time.ts'
import { wholeAgency } from './whole-agency.ts'
import { violationKinds } from '@sightline/detectors/finding'

export const caseStatusSchema = z.enum(caseStatuses)
/** Why it ended without a decision, or what undid it. */
export const caseEndSchema = z.enum([...notFiledReasons, ...correctionReasons])

/** To whom it was handed over, by which document, with which package: the same bytes ever after. */
export const handOverSchema = z.object({
  receiver: z.string(),
  documentNumber: z.string(),
  at: atSchema,
  by: z.object({ id: personIdSchema, name: z.string() }),
})

/** A proposed case (拟立案), and what became of it. */
export const caseSchema = z.object({
  id: caseIdSchema,
  /** Of the proposal, year and serial, e.g. 2026-000001; given once, never reused. */
  number: z.string(),
  alertId: alertIdSchema,
  kind: z.enum(violationKinds),
  standing: z.enum(standings),
  status: caseStatusSchema,
  version: z.int().positive(),
  /** The round of reviews that it rests on. */
  round: z.int().positive(),
  plate: z.string().nullable(),
  sourceName: z.string(),
  place: z.string(),
  /** Of its alert. */
  unitId: unitIdSchema.default(wholeAgency),
  openedAt: atSchema,
  confirmedAt: atSchema,
  /** When the second officer agreed. */
  proposedAt: atSchema,
  /** Of the case (立案): from the pool of this agency, or the city's. Null: it was not filed. */
  filedNumber: z.string().nullable(),
  filedAt: atSchema.nullable(),
  endReason: caseEndSchema.nullable(),
  note: z.string(),
  handOver: handOverSchema.nullable(),
  /** The hash of its package, once it cannot change any more. */
  packageSha256: sha256Schema.nullable(),
  officers: z.array(z.object({ id: personIdSchema, name: z.string() })),
  /** What its second officer said of the matter; null: proposed before anybody was asked. */
  matter: caseMatterSchema.nullable(),
  /** What the head answered why this agency may handle it, where no authority was entered. */
  authorityBasis: z.string().nullable(),
})
export type Case = z.infer<typeof caseSchema>

/** A case, and what this person may do with it now. */
export const caseAnswerSchema = z.object({ case: caseSchema, allowed: z.array(z.string()) })

export const caseFilterSchema = pageQuerySchema.extend({
  status: z.union([caseStatusSchema, z.array(caseStatusSchema)]).optional(),
  /** Of this unit and all below it. */
  unitId: unitIdSchema.optional(),
})

const version = z.int().positive()
const why = paragraph(1000).min(1)
/** What the head of the agency decides (立案审批). */
export const decideCaseSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('file'),
    version,
    note: paragraph(1000).default(''),
    /** Why this agency may handle it, where no authority was entered: the head answers for it. */
    authorityBasis: paragraph(500).default(''),
  }),
  z.object({ action: z.literal('send_back'), version, note: why }),
  z.object({
    action: z.literal('refuse'),
    version,
    reason: z.enum(notFiledReasons),
    note: paragraph(1000).default(''),
  }),
  z.object({ action: z.literal('revoke'), version, reason: z.enum(correctionReasons), note: why }),
])
export type DecideCase = z.infer<typeof decideCaseSchema>

/** By which paper or record the city's answer is known. */
const told = { documentNumber: line(80).min(1), note: paragraph(1000).default('') }
/** What an officer records of the way to the city's application and back. */
export const handOverCaseSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('hand_over'),
    version,
    receiver: line(80).min(2),
    documentNumber: line(80).min(1),
    note: paragraph(1000).default(''),
  }),
  z.object({ action: z.literal('city_accepted'), version, ...told }),
  z.object({ action: z.literal('city_returned'), version, ...told, note: why }),
  z.object({ action: z.literal('city_filed'), version, ...told, filedNumber: line(80).min(1) }),
  z.object({ action: z.literal('city_not_filed'), version, ...told, reason: z.enum(notFiledReasons) }),
  z.object({ action: z.literal('city_decided'), version, ...told }),
  z.object({ action: z.literal('city_revoked'), version, ...told, reason: z.enum(correctionReasons) }),
])
export type HandOverCase = z.infer<typeof handOverCaseSchema>

/** `index.json` of a case package: every other member's size and hash, signed in `index.sig`. */
export const packageIndexSchema = z.object({
  format: z.literal('sightline.package/1'),
  caseNumber: z.string(),
  madeAt: atSchema,
  madeBy: z.string(),
  keyId: z.string(),
  publicKeyPem: z.string(),
  members: z.array(z.object({ name: z.string(), bytes: z.int().nonnegative(), sha256: sha256Schema })),
})
export type PackageIndex = z.infer<typeof packageIndexSchema>
