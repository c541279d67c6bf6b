import { z } from 'zod'
import { textMin } from '../law/approval-file.ts'
import { approvalOrigins, approvalStates, suspendReasons } from '../law/approval.ts'
import { runningOutParts } from '../law/running-out.ts'
import { errorCodes } from './errors.ts'
import { sourceIdSchema } from './ids.ts'
import { daySchema } from './permits.ts'
import { line, paragraph } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'

const number = line(80).min(1)
const writtenShape = {
  necessity: paragraph(500),
  basis: paragraph(500),
  owner: line(80),
  isPublicPlace: z.boolean(),
  isPoliceStream: z.boolean(),
  accessAuthority: paragraph(300),
  /** Files of before it was asked have none. */
  assessment: z.object({ number, on: daySchema }).nullable().default(null),
  policeFiling: z.object({ number, on: daySchema }).nullable(),
  calibration: z.object({ number, until: daySchema }).nullable(),
}
/** What somebody writes of the file of a source. */
const writtenFileSchema = z.object(writtenShape)

const publicationShape = {
  on: daySchema,
  /** Where everybody can read it. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .regex(/^[\x21-\x7E]+$/, 'an address in plain ASCII'),
  /** Working days from the day after the publication. */
  noticeDays: z.int().min(1).max(60).default(5),
}
/** The whole file: what was written, and what was done. */
export const approvalFileSchema = z.object({
  ...writtenShape,
  sign: z.object({ sha256: sha256Schema, bytes: z.int().positive(), takenOn: daySchema }).nullable(),
  publication: z.object({ ...publicationShape, place: z.string() }).nullable(),
  trialUntil: daySchema.nullable(),
})

/** As it was seen; `changed_meanwhile` when it is no longer so. */
const seen = { revision: z.int().nonnegative() }
const note = paragraph(500).min(textMin)
const suspend = z.object({ action: z.literal('suspend'), ...seen, note })

/** What who registers cameras does with one. */
export const writerMoveSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('amend'), ...seen, file: writtenFileSchema }),
  z.object({ action: z.literal('submit'), ...seen }),
  z.object({ action: z.literal('publish'), ...seen, ...publicationShape }),
  z.object({ action: z.literal('put_in_use'), ...seen, trialUntil: daySchema.nullable().default(null) }),
  suspend,
  z.object({ action: z.literal('retire'), ...seen, note }),
  z.object({ action: z.literal('redraft'), ...seen }),
])
/** What is said of what was found: with a pass as with a return. */
export const technicalMoveSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('pass_technical'), ...seen, note }),
  z.object({ action: z.literal('return_technical'), ...seen, note }),
  suspend,
])
export const legalMoveSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('pass_legal'), ...seen, note }),
  z.object({ action: z.literal('return_legal'), ...seen, note }),
  suspend,
])
export type ApprovalMoveBody = z.output<
  typeof writerMoveSchema | typeof technicalMoveSchema | typeof legalMoveSchema
>

/** A photograph of a sign: as large as a telephone makes it. */
export const maxSignBytes = 12_000_000
export const signQuerySchema = z.object({
  takenOn: daySchema,
  revision: z.coerce.number().int().nonnegative(),
})

const approvalRowSchema = z.object({
  revision: z.int().nonnegative(),
  state: z.enum(approvalStates),
  action: z.enum(approvalOrigins),
  /** Null: the system. */
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  at: atSchema,
  note: z.string(),
  /** Why the system did it. */
  because: z.enum(suspendReasons).nullable(),
})

/** Where the approval of a source stands, what is missing before it may be used, and how it came there. */
export const approvalDetailSchema = z.object({
  sourceId: sourceIdSchema,
  state: z.enum(approvalStates),
  revision: z.int().nonnegative(),
  isDrawn: z.boolean(),
  file: approvalFileSchema,
  /** The last day of the notice; null: not published. */
  noticeEnds: daySchema.nullable(),
  /** The notice runs into a year whose holidays are not known here. */
  isNoticeUnsure: z.boolean(),
  missing: z.array(z.object({ code: z.enum(errorCodes), facts: z.record(z.string(), z.unknown()) })),
  /** Who may not review it: people who wrote it. */
  authors: z.array(z.string()),
  technicalReviewer: z.string().nullable(),
  history: z.array(approvalRowSchema),
})
export type ApprovalDetail = z.infer<typeof approvalDetailSchema>

/** What of the file of a source in use is over, or will be soon. */
export const runningOutSchema = z.object({
  sourceId: sourceIdSchema,
  what: z.enum(runningOutParts),
  lastDay: daySchema,
  isOver: z.boolean(),
})

/** A camera as the public may know of it (art. 41). */
export const publishedDeviceSchema = z.object({
  sourceId: sourceIdSchema,
  name: z.string(),
  place: z.string(),
  purpose: z.string(),
  owner: z.string(),
  inUseSince: atSchema,
  publishedOn: daySchema.nullable(),
  publishedAt: z.string().nullable(),
})
export type PublishedDevice = z.infer<typeof publishedDeviceSchema>
