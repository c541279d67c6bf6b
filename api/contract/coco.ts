import { z } from 'zod'
import { objectClasses } from '@sightline/detectors/detection'
import { violationKinds } from '@sightline/detectors/finding'
import { endReasonSchema } from './alerts.ts'
import { datasetCountsSchema, datasetSets, pixelBoxSchema } from './datasets.ts'
import { datasetExportIdSchema, findingIdSchema, ruleIdSchema, sourceIdSchema } from './ids.ts'
import { sha256Schema } from './time.ts'

/** Ids of categories are places in this list, from 1: they are the same in every export. */
export const cocoCategories = objectClasses.map((name, i) => ({
  id: i + 1,
  name,
  supercategory: 'sightline',
}))

/** What people concluded of a finding, as training data tells it. */
export const datasetVerdicts = ['right', 'wrong', 'uncertain'] as const

export const cocoImageSchema = z.object({
  id: z.int().positive(),
  file_name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Of this file. */
  sha256: sha256Schema,
  /** A derivative: the exhibit that it was made from, untouched where it is kept, and what was hidden in it. */
  derived_from: z.object({ sha256: sha256Schema, exhibit: z.string() }),
  hidden: z.int().nonnegative(),
  finding_id: findingIdSchema,
  source_id: sourceIdSchema,
  captured_at: z.string(),
  /** Whether a person looked at every label of it: without, what has no label may still be there. */
  checked: z.boolean(),
})
export type CocoImage = z.infer<typeof cocoImageSchema>

export const cocoAnnotationSchema = z.object({
  id: z.int().positive(),
  image_id: z.int().positive(),
  category_id: z.int().positive(),
  bbox: pixelBoxSchema,
  area: z.number().nonnegative(),
  iscrowd: z.literal(0),
  /** The model's own; null: a person drew it. */
  score: z.number().nullable(),
  model_sha256: sha256Schema.nullable(),
  /** It is what the finding is about; null: it was in the picture besides. */
  finding_id: findingIdSchema.nullable(),
  rule: z.object({ id: ruleIdSchema, version: z.int().positive(), kind: z.enum(violationKinds) }).nullable(),
  source_id: sourceIdSchema,
  verdict: z.enum(datasetVerdicts).nullable(),
  /** Two who judged it did not agree. */
  disputed: z.boolean(),
  reason: endReasonSchema.nullable(),
  /** As two officers typed it blind; plate sets only. */
  plate: z.string().nullable(),
  /** The same part of the same picture, cut out. */
  crop: z.string().nullable(),
})
export type CocoAnnotation = z.infer<typeof cocoAnnotationSchema>

/** annotations.json of an export: COCO, and what a court or an auditor would ask besides. */
export const cocoDocumentSchema = z.object({
  info: z.object({
    description: z.string(),
    version: z.literal('sightline.dataset/1'),
    date_created: z.string(),
    export: datasetExportIdSchema,
    set: z.enum(datasetSets),
    approval: z.object({
      number: z.string(),
      approved_by: z.string(),
      approved_on: z.string(),
      valid_until: z.string(),
      purpose: z.string(),
    }),
    seed: z.int().nonnegative(),
    counts: datasetCountsSchema,
    /** Of the corrected labels in it; 0: as exported. */
    labels: z.int().nonnegative(),
  }),
  images: z.array(cocoImageSchema),
  annotations: z.array(cocoAnnotationSchema),
  categories: z.array(
    z.object({ id: z.int().positive(), name: z.enum(objectClasses), supercategory: z.string() }),
  ),
})
export type CocoDocument = z.infer<typeof cocoDocumentSchema>

/** What of a labelling tool's COCO file is read; everything else in it is passed over. */
export const cocoLabelsSchema = z.object({
  images: z.array(
    z.object({
      id: z.int(),
      file_name: z.string().max(500),
      width: z.number().optional(),
      height: z.number().optional(),
      sha256: z.string().optional(),
    }),
  ),
  annotations: z.array(
    z.object({ id: z.int(), image_id: z.int(), category_id: z.int(), bbox: pixelBoxSchema }),
  ),
  categories: z.array(z.object({ id: z.int(), name: z.string().max(200) })),
})
export type CocoLabels = z.infer<typeof cocoLabelsSchema>
