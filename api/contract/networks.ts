import { z } from 'zod'
import { objectClasses } from '@sightline/detectors/detection'
import { boxSchema } from './geometry.ts'
import { networkIdSchema, personIdSchema } from './ids.ts'
import { atSchema, sha256Schema } from './time.ts'
import { isCleanJson, line, paragraph } from './text.ts'

/** The most bytes of a network's ONNX file, and of the picture (JPEG, PNG, WebP) of its dry run. */
export const maxNetworkBytes = 256 * 2 ** 20
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
 * that tries the network (`models`), which names what is wrong.
 */
export const ownManifestTextSchema = z
  .looseObject({
    name: z
      .string()
      .regex(/^[a-z0-9-]{2,40}$/, '2..40 characters: a-z 0-9 -')
      .meta({ description: 'unique; not the name of a built-in network' }),
    title: titleSchema,
    licence: z.object({ name: line(80).min(1), note: paragraph(400) }),
  })
  .refine((manifest) => JSON.stringify(manifest).length <= maxManifestChars, {
    message: `at most ${maxManifestChars} characters of JSON`,
  })
  .refine(isCleanJson, 'no control characters and no half characters in any text or name')
export type OwnManifestText = z.infer<typeof ownManifestTextSchema>

/** What a dry run gave: boxes or scores on the picture, or the coded reason why the network cannot serve. */
export const trialSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    detections: z.array(z.object({ class: z.enum(objectClasses), score: z.number(), box: boxSchema })),
    /** Classifiers: a probability for each label. */
    scores: z.record(z.string(), z.number()).nullable(),
    /** Classes of ours it offers to the rules. */
    classes: z.array(z.enum(objectClasses)),
    /** One run on one thread, ms. */
    tookMs: z.number().nonnegative(),
  }),
  z.object({
    ok: z.literal(false),
    /** A code of `models/src/model-error.ts`, or `file_unreachable`, `picture_unreadable`. */
    code: z.string().max(60),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])
export type Trial = z.infer<typeof trialSchema>

/** draft: no file, or not tried. refused: its dry run failed. ready: it may be enabled. enabled: workers run it. */
export const networkStates = ['draft', 'refused', 'ready', 'enabled', 'disabled'] as const
export const networkSchema = z.object({
  id: networkIdSchema,
  version: z.int().positive(),
  manifest: ownManifestTextSchema,
  state: z.enum(networkStates),
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
export type Network = z.infer<typeof networkSchema>

/** A network as a worker has it, built in or an admin's. */
export const loadedNetworkSchema = z.object({
  name: line(60),
  title: titleSchema,
  licence: line(80),
  /** Of the prepared file that runs; null while it does not. */
  sha256: line(64).nullable(),
  classes: z.array(z.enum(objectClasses)),
  /** Why it does not run, as a code; null: it runs. */
  fault: line(80).nullable(),
})
export type LoadedNetwork = z.infer<typeof loadedNetworkSchema>

/** An enabled network of an admin, as a worker is told to run it. Its file: `routes.workers.networkFile`. */
export const wantedNetworkSchema = z.object({
  id: networkIdSchema,
  manifest: ownManifestTextSchema,
  sha256: sha256Schema,
  bytes: z.int().positive(),
})
export type WantedNetwork = z.infer<typeof wantedNetworkSchema>

/** api -> ingest: try a network on a picture. The file is fetched from the api; the picture is base64 of JPEG, PNG or WebP, null: grey. */
export const networkTrialSchema = z.object({
  network: wantedNetworkSchema,
  pictureBase64: z.string().max(maxPictureChars).nullable(),
})

export const newNetworkSchema = z.object({ manifest: ownManifestTextSchema })
/** `version` is the one that was seen: a network that changed meanwhile is refused. */
const versionSchema = z.object({ version: z.int().positive() })
export const changeManifestSchema = versionSchema.extend({ manifest: ownManifestTextSchema })
/** In an address, where everything is text. */
export const seenVersionQuerySchema = z.object({ version: z.coerce.number().int().positive() })
export const tryNetworkSchema = versionSchema.extend({
  pictureBase64: z.base64().max(maxPictureChars).nullable(),
})
/** The most bytes of that request. */
export const maxTrialRequestBytes = maxPictureChars + 1_000
export const networkActions = ['enable', 'disable'] as const
export const networkActionSchema = versionSchema.extend({ action: z.enum(networkActions) })

/** What a worker reported within the last seconds. */
export const workerNetworksSchema = z.object({
  workerId: z.string(),
  networks: z.array(loadedNetworkSchema),
})
export type WorkerNetworks = z.infer<typeof workerNetworksSchema>
/** The admin's own networks, and every network of every worker that reports. */
export const networkListSchema = z.object({
  items: z.array(networkSchema),
  workers: z.array(workerNetworksSchema),
})
export type NetworkList = z.infer<typeof networkListSchema>
