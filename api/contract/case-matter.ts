import { z } from 'zod'
import { caseStatuses } from '../law/case-moves.ts'
import { firstAnswers, matterGaps } from '../law/matter-guards.ts'
import {
  authorityContentSchema,
  leniencyContentSchema,
  matterContentSchema,
  tierSchema,
} from './catalogue.ts'
import { alertIdSchema, lawEntryIdSchema } from './ids.ts'
import { profilePointSchema } from './profile.ts'
import { line, paragraph } from './text.ts'
import { atSchema } from './time.ts'

/** What is on record of a vehicle or a party before the act; it decides nothing. */
export const ledgerSchema = z.object({
  since: atSchema,
  isNobody: z.boolean(),
  /** In the whole agency; what is of a unit that who asked does not reach has no id, and its case no number. */
  reminders: z.array(z.object({ alertId: alertIdSchema.nullable(), at: atSchema, isObeyed: z.boolean() })),
  acts: z.array(z.object({ number: z.string(), at: atSchema, status: z.enum(caseStatuses) })),
})
export type LedgerView = z.infer<typeof ledgerSchema>

export const authorityAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unknown'), why: z.enum(['no_rows', 'no_agency']) }),
  z.object({ state: z.literal('own'), by: authorityContentSchema }),
  z.object({ state: z.literal('other'), by: z.array(authorityContentSchema) }),
])

const version = z.object({
  id: lawEntryIdSchema,
  content: matterContentSchema,
  publishedAt: atSchema.nullable(),
})
const listed = z.object({ id: lawEntryIdSchema, content: leniencyContentSchema })

/** Whom the officer takes it to be about: the plate as typed, and who is named. */
export const askMattersSchema = z.object({
  plate: line(12).nullable().default(null),
  party: line(80).nullable().default(null),
})
export const alertMattersSchema = z.object({
  /** Nothing is published of any matter. */
  isEmpty: z.boolean(),
  options: z.array(
    z.object({
      atAct: version,
      /** In force today, and another than at the act. */
      now: version.nullable(),
      /** It is law no more, and nothing took its place. */
      isOver: z.boolean(),
      isEnteredLater: z.boolean(),
      /** What its version of the day of the act asks more of the pictures than their kind, as they are. */
      asksMore: z.array(profilePointSchema),
      authority: authorityAnswerSchema,
      ledger: ledgerSchema,
      lists: z.array(listed),
    }),
  ),
  /** Until when the act may be punished (art. 36). */
  limitedTo: atSchema,
  /** What this officer's colleague named. */
  namedBefore: z.array(lawEntryIdSchema.nullable()),
})
export type AlertMatters = z.infer<typeof alertMattersSchema>

export const newFirstSchema = z.object({
  answer: z.enum(firstAnswers),
  reason: paragraph(1000).default(''),
  cites: z.array(lawEntryIdSchema).max(20).default([]),
  /** Who is held to have done it, where that is known by name. */
  party: line(80).nullable().default(null),
})
/** What a verdict says of the matter. */
export const newMatterSchema = z.object({
  matterId: lawEntryIdSchema.nullable().default(null),
  lawReason: paragraph(1000).default(''),
  tier: z
    .object({ no: z.int().nonnegative().max(40), facts: paragraph(1000).default('') })
    .nullable()
    .default(null),
  first: newFirstSchema.nullable().default(null),
})

/** What an officer said of the matter, with everything as it stood then: it reads the same ever after. */
export const caseMatterSchema = z.object({
  matter: z
    .object({
      id: lawEntryIdSchema,
      code: z.string(),
      name: z.string(),
      violates: z.string(),
      penalty: z.string(),
      documentNumber: z.string(),
      fromDay: z.string().nullable(),
      toDay: z.string().nullable(),
    })
    .nullable(),
  lawReason: z.string(),
  /** A hint for whoever decides; no amount is decided. */
  tier: tierSchema.extend({ facts: z.string() }).nullable(),
  authority: authorityAnswerSchema.nullable(),
  first: z
    .object({
      answer: z.enum(firstAnswers),
      reason: z.string(),
      party: z.string().nullable(),
      cites: z.array(leniencyContentSchema.pick({ list: true, code: true, condition: true, basis: true })),
    })
    .nullable(),
  ledger: ledgerSchema.nullable(),
  gaps: z.array(z.enum(matterGaps)),
  /** What it asked more of the pictures than their kind. Absent: said before a matter could. */
  asksMore: z.array(profilePointSchema).default([]),
  limitedTo: atSchema,
})
export type CaseMatter = z.infer<typeof caseMatterSchema>
