import { z } from 'zod'
import { objectClasses } from '@sightline/detectors/detection'
import { boxSchema } from './geometry.ts'
import { modelIdSchema, personIdSchema } from './ids.ts'
import { atSchema, sha256Schema } from './time.ts'
import { isCleanJson, line, paragraph } from './text.ts'

/** The most bytes of a model's ONNX file, and of the picture (JPEG, PNG, WebP) of its dry run. */
export const maxModelBytes = 256 * 2 ** 20
export const maxTrialPictureBytes = 4 * 2 ** 20
/**
 * The tags with which the fields of an ONNX ModelProto begin (onnx.proto: ir_version 1 … functions 25): 0x08 in what
 * exporters write. Archives (.pt, .zip), pickles, HDF5, TFLite, HTML and JSON begin otherwise.
 */
const onnxTags: readonly number[] = [0x08, 0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72, 0xa2, 0xca]
/** Whether a file with this first byte may be an ONNX file: an early no, never a yes. */
export const mayBeOnnx = (firstByte: number): boolean => onnxTags.includes(firstByte)
/** Of a manifest as JSON: every worker is told all of them once a second. */
export const maxManifestChars = 64_000
/** For how long who asked for a dry run is kept waiting; its answer still counts until the second time, ms. */
export const trialPatienceMs = 60_000
export const trialTimeoutMs = 300_000
/** Base64 of the largest picture. */
const maxPictureChars = Math.ceil((maxTrialPictureBytes * 4) / 3) + 4

const titleSchema = z.object({ zh: line(80), en: line(80) })

/**
 * What an admin writes beside an ONNX file, as they wrote it. The api reads the name; the rest is judged by the worker
 * that tries the model (`models`), which names what is wrong.
 */
export const ownManifestTextSchema = z
  .looseObject({
    name: z
      .string()
      .regex(/^[a-z0-9-]{2,40}$/, '2..40 characters: a-z 0-9 -')
      .meta({ description: 'unique; not the name of a built-in model' }),
    title: titleSchema,
    licence: z.object({ name: line(80).min(1), note: paragraph(400) }),
  })
  .refine((manifest) => JSON.stringify(manifest).length <= maxManifestChars, {
    message: `at most ${maxManifestChars} characters of JSON`,
  })
  .refine(isCleanJson, 'no control characters and no half characters in any text or name')
export type OwnManifestText = z.infer<typeof ownManifestTextSchema>

const factsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

/** What a dry run gave: boxes or scores on the picture, or the coded reason why the model cannot serve. */
export const trialSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    detections: z.array(z.object({ class: z.enum(objectClasses), score: z.number(), box: boxSchema })),
    /** Classifiers: a probability for each label. */
    scores: z.record(z.string(), z.number()).nullable(),
    /** Classes of ours it offers to the rules. */
    classes: z.array(z.enum(objectClasses)),
    /**
     * Why what it gave cannot be believed, by codes of `models/src/check/doubt.ts`; a model with any is not ready. Absent in
     * what workers and databases of before 2026-12 say.
     */
    doubts: z.array(z.object({ code: z.string().max(60), facts: factsSchema })).default([]),
    /** One run on one thread, ms. */
    tookMs: z.number().nonnegative(),
  }),
  z.object({
    ok: z.literal(false),
    /** A code of `models/src/model-error.ts`, or `file_unreachable`, `picture_unreadable`. */
    code: z.string().max(60),
    facts: factsSchema,
  }),
])
export type Trial = z.infer<typeof trialSchema>

/** draft: no file, or not tried. refused: its dry run failed or cannot be believed. ready: it may be enabled. enabled: workers run it. */
export const modelStates = ['draft', 'refused', 'ready', 'enabled', 'disabled'] as const
export const modelSchema = z.object({
  id: modelIdSchema,
  version: z.int().positive(),
  manifest: ownManifestTextSchema,
  state: z.enum(modelStates),
  file: z.object({ sha256: sha256Schema, bytes: z.int().positive() }).nullable(),
  trial: trialSchema.nullable(),
  triedAt: atSchema.nullable(),
  /** A dry run is under way, until then at the latest; null, or past: none is. */
  trialUntil: atSchema.nullable(),
  /** When it was first enabled; then it is not deleted any more. */
  enabledAt: atSchema.nullable(),
  createdBy: z.object({ id: personIdSchema, name: z.string() }),
  createdAt: atSchema,
})
export type Model = z.infer<typeof modelSchema>

/** A model as a worker has it, built in or an admin's. */
export const loadedModelSchema = z.object({
  name: line(60),
  title: titleSchema,
  licence: line(80),
  /** Of the prepared file that runs; null while it does not. */
  sha256: line(64).nullable(),
  classes: z.array(z.enum(objectClasses)),
  /** Why it does not run, as a code; null: it runs. */
  fault: line(80).nullable(),
})
export type LoadedModel = z.infer<typeof loadedModelSchema>

/** A model of the build that a worker does not run. */
export const idleModelSchema = loadedModelSchema.pick({ name: true, title: true, classes: true })
export type IdleModel = z.infer<typeof idleModelSchema>

/** An enabled model of an admin, as a worker is told to run it. Its file: `routes.workers.modelFile`. */
export const wantedModelSchema = z.object({
  id: modelIdSchema,
  manifest: ownManifestTextSchema,
  sha256: sha256Schema,
  bytes: z.int().positive(),
})
export type WantedModel = z.infer<typeof wantedModelSchema>

/** api -> ingest: try a model on a picture. The file is fetched from the api; the picture is base64 of JPEG, PNG or WebP, null: grey. */
export const modelTrialSchema = z.object({
  model: wantedModelSchema,
  pictureBase64: z.string().max(maxPictureChars).nullable(),
})

export const newModelSchema = z.object({ manifest: ownManifestTextSchema })
/** `version` is the one that was seen: a model that changed meanwhile is refused. */
const versionSchema = z.object({ version: z.int().positive() })
export const changeManifestSchema = versionSchema.extend({ manifest: ownManifestTextSchema })
/** In an address, where everything is text. */
export const seenVersionQuerySchema = z.object({ version: z.coerce.number().int().positive() })
export const tryModelSchema = versionSchema.extend({
  pictureBase64: z.base64().max(maxPictureChars).nullable(),
})
/** The most bytes of that request. */
export const maxTrialRequestBytes = maxPictureChars + 1_000
export const modelActions = ['enable', 'disable'] as const
export const modelActionSchema = versionSchema.extend({ action: z.enum(modelActions) })

/** What a worker reported within the last seconds. */
export const workerModelsSchema = z.object({
  workerId: z.string(),
  models: z.array(loadedModelSchema),
})
export type WorkerModels = z.infer<typeof workerModelsSchema>
/** The admin's own models, and every model of every worker that reports. */
export const modelListSchema = z.object({
  items: z.array(modelSchema),
  workers: z.array(workerModelsSchema),
})
export type ModelList = z.infer<typeof modelListSchema>
