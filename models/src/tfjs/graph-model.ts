import { z } from 'zod'

/** A number as TensorFlow's JSON writes 64-bit integers. */
const integer = z.union([z.string(), z.number()]).transform(Number)
const text = z.string().transform((base64) => Buffer.from(base64, 'base64').toString('utf8'))

const attributeSchema = z.object({
  s: text.optional(),
  i: integer.optional(),
  b: z.boolean().optional(),
  list: z.object({ i: z.array(integer).optional(), s: z.array(text).optional() }).optional(),
})

const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema.loose()).default({}),
})
export type TfNode = z.infer<typeof nodeSchema>

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.int()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
})

const shapeSchema = z.object({ tensorShape: z.object({ dim: z.array(z.object({ size: integer })) }) })

/** A TFJS graph model as far as it is converted here; other dtypes and quantisations are refused by the schema. */
const graphModelSchema = z.object({
  format: z.literal('graph-model'),
  /** Absent in some: the size of the input is then known otherwise. */
  signature: z.object({ inputs: z.record(z.string(), shapeSchema) }).default({ inputs: {} }),
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(z.object({ weights: z.array(weightSchema) })),
})

/** A constant of the graph, NHWC as TensorFlow keeps it. */
export interface Constant {
  readonly shape: readonly number[]
  readonly values: Float32Array | Int32Array
}

export interface GraphModel {
  readonly nodes: ReadonlyMap<string, TfNode>
  readonly constants: ReadonlyMap<string, Constant>
  readonly inputShapes: ReadonlyMap<string, readonly number[]>
}

/** Reads a TFJS graph model: topology JSON and its weights, one after the other in one buffer. */
export function readGraphModel(topology: string, weights: Uint8Array): GraphModel {
  const model = graphModelSchema.parse(JSON.parse(topology))
  const constants = new Map<string, Constant>()
  let at = 0
  for (const weight of model.weightsManifest.flatMap((group) => group.weights)) {
    const count = weight.shape.reduce((product, size) => product * size, 1)
    const bytes = count * (weight.quantization ? 2 : 4)
    if (at + bytes > weights.byteLength) throw new Error(`the weights end before ${weight.name}`)
    const view = new DataView(weights.buffer, weights.byteOffset + at, bytes)
    constants.set(weight.name, { shape: weight.shape, values: readValues(view, count, weight) })
    at += bytes
  }
  if (at !== weights.byteLength)
    throw new Error(`${weights.byteLength - at} bytes of weights belong to no constant`)
  const shapes = Object.entries(model.signature.inputs).map(
    ([name, { tensorShape }]) => [name, tensorShape.dim.map((dim) => dim.size)] as const,
  )
  const nodes = model.modelTopology.node.map((node) => [node.name, node] as const)
  return { nodes: new Map(nodes), constants, inputShapes: new Map(shapes) }
}

function readValues(view: DataView, count: number, weight: z.infer<typeof weightSchema>): Constant['values'] {
  if (weight.quantization)
    return Float32Array.from({ length: count }, (_, i) => halfToFloat(view.getUint16(i * 2, true)))
  if (weight.dtype === 'int32')
    return Int32Array.from({ length: count }, (_, i) => view.getInt32(i * 4, true))
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true))
}

/** IEEE 754 binary16. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
