import { z } from 'zod'
import { objectClasses } from '@sightline/detectors/detection'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)
const triple = z.tuple([z.number(), z.number(), z.number()])

/** Where the bytes of a file can be had. They are believed for their sha256 only, never for their address. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.url() }),
  z.object({ kind: z.literal('npm'), package: z.string(), version: z.string(), path: z.string() }),
])
export type Source = z.infer<typeof sourceSchema>

const fileSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  sha256: sha256Schema,
  bytes: z.int().positive(),
  /** None for a file that nobody publishes as it is: a mirror folder has it, or nobody. */
  sources: z.array(sourceSchema),
})
export type ModelFile = z.infer<typeof fileSchema>

/** What the model expects of a picture; the colour of `pad` is grey, mean and std are in the model's channel order. */
export const inputSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.enum(['rgb', 'bgr']),
  /** How the published graph wants its planes; 'nchw' where absent. */
  layout: z.enum(['nchw', 'nhwc']).optional(),
  letterbox: z.enum(['top-left', 'centre', 'stretch']),
  pad: z.int().min(0).max(255),
  mean: triple,
  std: triple,
})
export type ModelInput = z.infer<typeof inputSchema>

/** How the published file becomes one ONNX graph with one float input. */
const prepareSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('onnx'), file: z.string() }),
  z.object({
    kind: z.literal('tfjs'),
    topology: z.string(),
    weights: z.string(),
    input: z.string(),
    /** Where `input` is no placeholder but a value within the graph, which is cut before it too: its size there. */
    inputSize: z.object({ width: z.int().positive(), height: z.int().positive() }).optional(),
    outputs: z.array(z.string()).min(1),
  }),
])

const common = {
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.object({ zh: z.string(), en: z.string() }),
  licence: z.object({ name: z.string().min(1), note: z.string() }),
  files: z.array(fileSchema).min(1),
  prepare: prepareSchema,
  input: inputSchema,
  /**
   * Nobody has run it with this build: its address and checksum are what others publish. It is fetched by its name alone,
   * is no default and takes nobody's place.
   */
  notRun: z.literal(true).optional(),
}
/**
 * What of a picture a model is shown, where it is not the one that looks at everything. `picture`: all of it. `persons`:
 * each person in a zone whose rule reads one of its classes. `heads`: head and shoulders of each. `zones`: what encloses
 * such a zone. `flickers`: what is bright, warm and unsteady in such a zone.
 */
export const looksAt = ['picture', 'persons', 'heads', 'zones', 'flickers'] as const
export type LooksAt = (typeof looksAt)[number]
/** 'picture' where absent. */
const looksAtSchema = z.enum(looksAt).optional()

const thresholdsSchema = z.object({ score: z.number().min(0).max(1), overlap: z.number().min(0).max(1) })

const detectorSchema = z.object({
  ...common,
  task: z.literal('detector'),
  looksAt: looksAtSchema,
  decoder: z.enum(['yolox', 'centernet', 'aizoo', 'yolov5', 'yolov8', 'yolov10', 'detr', 'detr-logits']),
  /** Index of the model's own class -> ours; null where no rule reads it. */
  classes: z.array(z.enum(objectClasses).nullable()).min(1),
  thresholds: thresholdsSchema,
  /** AP on COCO as its authors publish it: it orders models, and claims nothing. */
  publishedAp: z.number().min(0).max(100).optional(),
  /**
   * The smallest things that it makes out often enough, px of its input: a person's height, a car's width
   * (docs/measurements.md). Absent: not measured.
   */
  leastPx: z.object({ person: z.number().positive(), vehicle: z.number().positive() }).optional(),
})
/** Number plates by their four corners. */
const plateDetectorSchema = z.object({
  ...common,
  task: z.literal('plate-detector'),
  thresholds: thresholdsSchema,
})
/** One line of text; `keys` names the file with its characters, one a line. */
const readerSchema = z.object({ ...common, task: z.literal('reader'), keys: z.string() })
/**
 * One answer for a whole picture. `sigmoid`: one number, the probability of the second of two labels. A label that is a
 * class of ours is reported to the rules, with what was shown as its box, where it is likelier than `least` (0.5).
 */
const classifierSchema = z.object({
  ...common,
  task: z.literal('classifier'),
  looksAt: looksAtSchema,
  least: z.number().min(0).max(1).optional(),
  labels: z.array(z.string()).min(2),
  activation: z.enum(['none', 'softmax', 'sigmoid']),
})
/** A vector by which two pictures of one thing are near each other. */
const embedderSchema = z.object({ ...common, task: z.literal('embedder') })

/** Where the joints of one person are, by the crop around that person. */
const poseSchema = z.object({
  ...common,
  task: z.literal('pose'),
  /** A point under this score is not told. */
  thresholds: thresholdsSchema.pick({ score: true }),
})
/** Faces, for hiding them: nobody is recognised. */
const faceDetectorSchema = z.object({
  ...common,
  task: z.literal('face-detector'),
  thresholds: thresholdsSchema,
})

/** A model is data: where it comes from, what it sees, how it is fed and read. A new one is one file and one row. */
export const manifestSchema = z.discriminatedUnion('task', [
  detectorSchema,
  plateDetectorSchema,
  readerSchema,
  classifierSchema,
  embedderSchema,
  poseSchema,
  faceDetectorSchema,
])
export type Manifest = z.infer<typeof manifestSchema>
export type Task = Manifest['task']
/** A manifest of one task. */
export type ManifestOf<T extends Task> = Extract<Manifest, { task: T }>
export type DetectorManifest = ManifestOf<'detector'>
/** A model that can tell the rules of classes. */
export type SeeingManifest = ManifestOf<'detector' | 'classifier'>

const byHand = { files: true, prepare: true, notRun: true } as const
/** What an admin writes beside an ONNX file of their own: the file itself is described by what it is. */
export const ownManifestSchema = z.discriminatedUnion('task', [
  detectorSchema.omit(byHand),
  classifierSchema.omit(byHand),
])
export type OwnManifest = z.infer<typeof ownManifestSchema>
