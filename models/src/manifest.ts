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
  sources: z.array(sourceSchema).min(1),
})
export type NetworkFile = z.infer<typeof fileSchema>

/** What the network expects of a picture. Width and height are multiples of 32; the colour of `pad` is grey. */
export const inputSchema = z.object({
  width: z.int().multipleOf(32).positive(),
  height: z.int().multipleOf(32).positive(),
  channels: z.enum(['rgb', 'bgr']),
  letterbox: z.enum(['top-left', 'centre', 'stretch']),
  pad: z.int().min(0).max(255),
  mean: triple,
  std: triple,
})
export type NetworkInput = z.infer<typeof inputSchema>

/** How the published file becomes one ONNX graph with one NCHW float input. */
const prepareSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('onnx'), file: z.string() }),
  z.object({
    kind: z.literal('tfjs'),
    topology: z.string(),
    weights: z.string(),
    input: z.string(),
    outputs: z.array(z.string()).min(1),
  }),
])

/** A network is data: where it comes from, what it sees, how it is fed and read. A new one is one file and one row. */
export const manifestSchema = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.object({ zh: z.string(), en: z.string() }),
  task: z.literal('detector'),
  licence: z.object({ name: z.string(), note: z.string() }),
  files: z.array(fileSchema).min(1),
  prepare: prepareSchema,
  input: inputSchema,
  decoder: z.enum(['yolox', 'centernet']),
  /** Index of the network's own class -> ours; null where no rule reads it. */
  classes: z.array(z.enum(objectClasses).nullable()).min(1),
  thresholds: z.object({ score: z.number().min(0).max(1), overlap: z.number().min(0).max(1) }),
})
export type Manifest = z.infer<typeof manifestSchema>
