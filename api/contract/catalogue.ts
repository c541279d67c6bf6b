import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import {
  authorityKinds,
  lawSubjects,
  leniencyLists,
  matterFlags,
  penaltyKinds,
  tierFor,
  tierUnits,
} from '../law/catalogue.ts'
import { evidenceModes } from '../law/evidence-mode.ts'
import { stricterFields } from '../law/stricter-fields.ts'
import { lawBatchIdSchema, lawEntryIdSchema, personIdSchema } from './ids.ts'
import { daySchema } from './permits.ts'
import { line, paragraph } from './text.ts'
import { atSchema, pageQuerySchema, sha256Schema } from './time.ts'

const who = z.object({ id: personIdSchema, name: z.string() })
const amount = z.number().nonnegative().max(1_000_000_000).nullable()
const band = z.object({ min: amount, max: amount }).nullable()
const code = line(40).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected A-Z a-z 0-9 . _ -')
const inForce = {
  fromDay: daySchema.nullable().default(null),
  toDay: daySchema.nullable().default(null),
  documentNumber: line(120).default(''),
  sourceUrl: line(500)
    .refine((url) => url === '' || /^https?:\/\/[^\s/]+/.test(url), 'expected http:// or https://')
    .default(''),
  publishedOn: daySchema.nullable().default(null),
}

export const tierSchema = z.object({
  name: line(40).min(1),
  condition: paragraph(500).default(''),
  min: amount.default(null),
  max: amount.default(null),
  unit: z.enum(tierUnits).default('yuan'),
  of: z.enum(tierFor).default('any'),
})

/** A matter as a file of JSON has it, and as it is kept. */
export const matterContentSchema = z.strictObject({
  code,
  name: line(200).min(2),
  kinds: z.array(z.enum(violationKinds)).max(20).default([]),
  violates: paragraph(2000).min(2),
  penalty: paragraph(2000).min(2),
  penaltyKinds: z.array(z.enum(penaltyKinds)).min(1).max(7),
  person: band.default(null),
  unit: band.default(null),
  tiers: z.array(tierSchema).max(40).default([]),
  first: paragraph(500).default(''),
  lookBackMonths: z.int().min(1).max(60).default(12),
  mode: z.enum(evidenceModes).nullable().default(null),
  flags: z.array(z.enum(matterFlags)).max(3).default([]),
  /** Absent in what was taken in before a matter could ask more. */
  profile: z.partialRecord(z.enum(stricterFields), z.number().nonnegative()).nullable().default(null),
  unsure: z.array(line(300).min(1)).max(20).default([]),
  ...inForce,
})
export const authorityContentSchema = z.strictObject({
  matterCode: code,
  agency: line(80).min(2),
  regionCode: z
    .string()
    .regex(/^(?:\d{6}|\d{9}|\d{12})?$/, 'expected 6, 9 or 12 digits, or none')
    .default(''),
  regionName: line(80).default(''),
  kind: z.enum(authorityKinds),
  onBehalfOf: line(80).default(''),
  ...inForce,
})
export const leniencyContentSchema = z.strictObject({
  list: z.enum(leniencyLists),
  code,
  matterCode: line(40).default(''),
  condition: paragraph(1000).min(2),
  basis: paragraph(1000).min(2),
  ...inForce,
})
export const lawContentSchema = z.union([matterContentSchema, authorityContentSchema, leniencyContentSchema])

/** What is wrong with a row, in words of the screen. */
export const lawProblemCodes = [
  'no_table',
  'open_quote',
  'unknown_column',
  'double_column',
  'missing_column',
  'too_many_rows',
  'too_many_cells',
  'bad_json',
  'empty',
  'too_long',
  'bad_text',
  'bad_code',
  'bad_word',
  'bad_number',
  'bad_day',
  'bad_url',
  'bad_value',
  'days_reversed',
  'public_too_late',
  'public_in_future',
  'tier_without_matter',
  'tier_reversed',
  'tier_outside_statute',
  'tier_no_statute',
  'matter_differs',
  'code_twice',
  'matter_unknown',
  'profile_too_lax',
  'profile_too_much',
  'profile_unmeasured',
] as const
export const lawProblemSchema = z.object({
  /** Of the file, from 1; of JSON the place in its list. */
  line: z.int().positive(),
  /** As the file names it; empty: the whole row. */
  column: z.string(),
  code: z.enum(lawProblemCodes),
  found: z.string(),
  /** Of a number that must be another: what it may be at the most, or at the least. */
  limit: z.number().exactOptional(),
})
export type LawProblem = z.infer<typeof lawProblemSchema>

/** What a row changes of what is in force: nothing like it, the same, or these fields. */
export const lawChangeSchema = z.object({
  key: z.string(),
  name: z.string(),
  change: z.enum(['new', 'same', 'changed', 'gone']),
  /** As they are kept; null: not told. */
  fields: z.array(z.object({ field: z.string(), from: z.json(), to: z.json() })),
})
export type LawChange = z.infer<typeof lawChangeSchema>

/** What rows take that say nothing of it themselves: a file is of one document, as a rule. */
export const lawDefaultsSchema = z.object({
  documentNumber: inForce.documentNumber,
  sourceUrl: inForce.sourceUrl,
  publishedOn: inForce.publishedOn,
  fromDay: inForce.fromDay,
})
export type LawDefaults = z.infer<typeof lawDefaultsSchema>

export const mostLawBytes = 4 * 1024 * 1024
export const importLawSchema = z.object({
  subject: z.enum(lawSubjects),
  fileName: line(120).min(1),
  /** XLSX, CSV (UTF-8, UTF-16, GBK) or JSON, told by its bytes. */
  base64: z.base64().max(Math.ceil((mostLawBytes * 4) / 3) + 4),
  defaults: lawDefaultsSchema.default({
    documentNumber: '',
    sourceUrl: '',
    publishedOn: null,
    fromDay: null,
  }),
  /** Only look. */
  dryRun: z.boolean(),
})
export const lawImportAnswerSchema = z.object({
  rows: z.int().nonnegative(),
  tiers: z.int().nonnegative(),
  problems: z.array(lawProblemSchema),
  changes: z.array(lawChangeSchema),
  /** Null: only looked at. */
  batchId: lawBatchIdSchema.nullable(),
})
export type LawImportAnswer = z.infer<typeof lawImportAnswerSchema>

export const lawBatchSchema = z.object({
  id: lawBatchIdSchema,
  subject: z.enum(lawSubjects),
  fileName: z.string(),
  rows: z.int().nonnegative(),
  /** Rows with something that the legal office is still to confirm. */
  unsure: z.int().nonnegative(),
  sha256: sha256Schema,
  uploadedAt: atSchema,
  uploadedBy: who,
  decision: z.object({ isPublished: z.boolean(), note: z.string(), at: atSchema, by: who }).nullable(),
})
export type LawBatch = z.infer<typeof lawBatchSchema>

export const lawEntryStates = ['draft', 'refused', 'published', 'withdrawn', 'altered'] as const
export const lawEntrySchema = z.object({
  id: lawEntryIdSchema,
  batchId: lawBatchIdSchema,
  subject: z.enum(lawSubjects),
  key: z.string(),
  content: lawContentSchema,
  state: z.enum(lawEntryStates),
  publishedAt: atSchema.nullable(),
  withdrawal: z.object({ reason: z.string(), at: atSchema, by: who }).nullable(),
})
export type LawEntryView = z.infer<typeof lawEntrySchema>

/** `isChecked`: what was marked as unsure was looked up, by who publishes it. */
export const decideLawSchema = z.object({
  isPublished: z.boolean(),
  isChecked: z.boolean().default(false),
  note: paragraph(1000).default(''),
})
export const withdrawLawSchema = z.object({ reason: paragraph(1000).min(4) })
export const lawFilterSchema = pageQuerySchema.pick({}).extend({ subject: z.enum(lawSubjects) })
