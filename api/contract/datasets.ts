import { z } from 'zod'
import { accusingKinds } from '../law/kinds.ts'
import { objectClasses } from '@sightline/detectors/detection'
import { violationKinds } from '@sightline/detectors/finding'
import { datasetApprovalIdSchema, datasetExportIdSchema, personIdSchema, sourceIdSchema } from './ids.ts'
import { daySchema } from './permits.ts'
import { line, paragraph } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'

/** Rules that see something: a camera's own fault shows no object to learn from. */
const kindSchema = z.enum(accusingKinds)
export const datasetKinds = kindSchema.options

/**
 * objects: whole pictures and crops, every head and every plate blurred. plates: crops of the accused vehicles with their
 * plate left legible, and what officers typed blind; only where the approval covers plates.
 */
export const datasetSets = ['objects', 'plates'] as const
export type DatasetSet = (typeof datasetSets)[number]

/** What somebody outside of this product signed, as it was written down here. Days are those of Asia/Shanghai. */
export const newDatasetApprovalSchema = z.object({
  /** Of the signed document. */
  number: line(80).min(2),
  /** Who signed it: name and office. */
  approvedBy: line(80).min(2),
  approvedOn: daySchema,
  purpose: paragraph(500).min(4),
  /** The last day on which anything may be exported, itself included. */
  validUntil: daySchema,
  kinds: z.array(kindSchema).min(1).max(violationKinds.length),
  /** Null: every source. */
  sourceIds: z.array(sourceIdSchema).min(1).max(500).nullable(),
  /** Findings that opened on these days, both included. */
  fromDay: daySchema,
  toDay: daySchema,
  /** Plates of accused vehicles may be shown. */
  coversPlates: z.boolean(),
})
export const withdrawDatasetSchema = z.object({ reason: paragraph(300).min(2) })

const who = z.object({ id: personIdSchema, name: z.string() })
export const datasetApprovalStates = ['in_force', 'expired', 'withdrawn'] as const
export const datasetApprovalSchema = newDatasetApprovalSchema.extend({
  id: datasetApprovalIdSchema,
  state: z.enum(datasetApprovalStates),
  recordedAt: atSchema,
  recordedBy: who,
  withdrawn: z.object({ at: atSchema, by: who, reason: z.string() }).nullable(),
})
export type DatasetApproval = z.infer<typeof datasetApprovalSchema>

export const maxDatasetFindings = 5_000
export const maxDatasetMegabytes = 1_024
/** What is asked of an approval: all of its scope, or less. */
export const newDatasetExportSchema = z.object({
  approvalId: datasetApprovalIdSchema,
  set: z.enum(datasetSets),
  /** Absent: as approved. */
  kinds: z.array(kindSchema).min(1).max(violationKinds.length).optional(),
  sourceIds: z.array(sourceIdSchema).min(1).max(500).optional(),
  fromDay: daySchema.optional(),
  toDay: daySchema.optional(),
  /** Of findings. */
  most: z.int().min(1).max(maxDatasetFindings).default(500),
  /** Of pictures; a megabyte is 2^20 bytes. */
  mostMegabytes: z.int().min(1).max(maxDatasetMegabytes).default(512),
  /** Which findings of a hardness come first: the same number gives the same choice. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
})
export type DatasetAsked = z.output<typeof newDatasetExportSchema>

/** In the order of export: the hard ones first. */
export const hardness = ['uncertain', 'disputed', 'wrong', 'right'] as const
export type Hardness = (typeof hardness)[number]

/** Why a picture, or a finding with all of its pictures, is not in the set. */
export const leftOutReasons = [
  /** No judged frame at its time says where people and vehicles were: nothing would be blurred. */
  'not_blurred',
  /** Deleted by rule when its time was over. */
  'expired',
  /** Its file is gone, cannot be read, or is not what was sealed. */
  'not_readable',
  /** The finding has no picture. */
  'no_picture',
  /** Beyond the bytes that were asked for. */
  'too_many_bytes',
  /** The officers read no plate, or not the same one. */
  'no_plate_read',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

const howMany = z.int().nonnegative()
const leftOutCounts = {
  not_blurred: howMany,
  /** Not in the counts of exports from before anything was deleted by rule: for as long as these are shown. */
  expired: howMany.default(0),
  not_readable: howMany,
  no_picture: howMany,
  too_many_bytes: howMany,
  no_plate_read: howMany,
} satisfies Record<LeftOutReason, z.ZodType>

export const datasetCountsSchema = z.object({
  findings: z.int().nonnegative(),
  pictures: z.int().nonnegative(),
  annotations: z.int().nonnegative(),
  hardness: z.record(z.enum(hardness), z.int().nonnegative()),
  leftOut: z.object(leftOutCounts),
})
export type DatasetCounts = z.infer<typeof datasetCountsSchema>

/** removed: the file is no longer kept; its labels may still be corrected. */
export const datasetExportStates = ['running', 'done', 'failed', 'removed'] as const
export const datasetExportSchema = z.object({
  id: datasetExportIdSchema,
  approval: z.object({ id: datasetApprovalIdSchema, number: z.string() }),
  set: z.enum(datasetSets),
  /** What was asked for: begun anew by it the same findings are chosen. Null: it cannot be asked so any more. */
  asked: newDatasetExportSchema.nullable(),
  state: z.enum(datasetExportStates),
  progress: z.object({ done: z.int().nonnegative(), of: z.int().nonnegative() }),
  counts: datasetCountsSchema.nullable(),
  /** Of the file; null while there is none. */
  sha256: sha256Schema.nullable(),
  bytes: z.int().nonnegative().nullable(),
  /** Why it failed, as a code of `errorCodes`. */
  failure: z.string().nullable(),
  startedAt: atSchema,
  endedAt: atSchema.nullable(),
  /** The file is kept until then at the latest; null: it is not kept here. */
  keptUntil: atSchema.nullable(),
  madeBy: who,
  labels: z
    .object({ version: z.int().positive(), at: atSchema, by: who, pictures: z.int().nonnegative() })
    .nullable(),
})
export type DatasetExport = z.infer<typeof datasetExportSchema>

/** The most bytes of a file of labels. */
export const maxLabelsBytes = 32 * 2 ** 20
/** What is wrong with a file of labels, and where. */
export const labelProblemCodes = [
  'not_json',
  'not_coco',
  'picture_unknown',
  'picture_twice',
  'picture_other_size',
  'picture_other_hash',
  'class_unknown',
  'annotation_twice',
  'annotation_of_no_picture',
  'box_empty',
  'box_outside',
] as const
export const labelProblemSchema = z.object({
  /** As `annotations[3].bbox`. */
  path: z.string(),
  code: z.enum(labelProblemCodes),
  found: z.string(),
})
export type LabelProblem = z.infer<typeof labelProblemSchema>

/** In pixels of the picture: left, top, width, height. */
export const pixelBoxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])
const labelSchema = z.object({ class: z.enum(objectClasses), box: pixelBoxSchema })
export const labelChangeSchema = z.object({
  picture: z.string(),
  change: z.enum(['added', 'removed', 'moved', 'renamed']),
  before: labelSchema.nullable(),
  after: labelSchema.nullable(),
})
export type LabelChange = z.infer<typeof labelChangeSchema>
/** What taking a file of labels would change, against the labels as they are now. */
export const labelDiffSchema = z.object({
  /** Of the file: what is taken is what was shown. */
  sha256: sha256Schema,
  /** The labels it was held against; 0: those of the export. */
  against: z.int().nonnegative(),
  problems: z.array(labelProblemSchema),
  pictures: z.int().nonnegative(),
  kept: z.int().nonnegative(),
  added: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  moved: z.int().nonnegative(),
  renamed: z.int().nonnegative(),
  /** The first of them. */
  changes: z.array(labelChangeSchema),
  /** They are the labels now. */
  taken: z.boolean(),
})
export type LabelDiff = z.infer<typeof labelDiffSchema>
export const mostShownChanges = 200
/** In an address: `take` with the hash and the version that were shown; without it, a look. */
export const labelsQuerySchema = z.object({
  take: sha256Schema.optional(),
  against: z.coerce.number().int().min(0).max(1_000_000).optional(),
})
