/** Where a file's bytes come from: `length` bytes at `offset`, fewer only at the end. */
export interface ByteSource {
  readonly size: number
  read(offset: number, length: number): Promise<Uint8Array>
}

type Message = 'model' | 'training' | 'function' | 'graph' | 'node' | 'attribute' | 'sparse' | 'tensor'

/** The fields of onnx.proto through which a tensor is reached, by number. */
const inside: Readonly<Record<Message, Readonly<Record<number, Message>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: {},
}
/** TensorProto.external_data and .data_location, of which 1 is EXTERNAL. */
const [externalData, dataLocation] = [13, 14]
const windowBytes = 1 << 16
/** As deep as protobuf's own readers go, and more fields than a real model has. */
const [mostDepth, mostFields] = [100, 8_000_000]

class NotProtobuf extends Error {}

function createCursor({ size, read }: ByteSource) {
  let window: Uint8Array = new Uint8Array(0)
  let from = 0
  let at = 0
  let fields = 0
  async function byte(): Promise<number> {
    if (at < from || at >= from + window.length) {
      window = at < size ? await read(at, windowBytes) : new Uint8Array(0)
      from = at
    }
    const value = window[at - from]
    if (value === undefined) throw new NotProtobuf()
    at += 1
    return value
  }
  return {
    at: () => at,
    field(): Promise<number> {
      fields += 1
      if (fields > mostFields) throw new NotProtobuf()
      return this.varint()
    },
    skip: (bytes: number) => void (at += bytes),
    async varint(): Promise<number> {
      let [value, scale] = [0, 1]
      for (let i = 0; i < 10; i++, scale *= 128) {
        const next = window[at - from] === undefined ? await byte() : (window[at++ - from] ?? 0)
        value += (next & 0x7f) * scale
        if (next < 0x80) return value
      }
      throw new NotProtobuf()
    },
  }
}
type Cursor = ReturnType<typeof createCursor>

/** Of a field's value, that is no single number. */
async function lengthOf(cursor: Cursor, wire: number): Promise<number> {
  if (wire === 1) return 8
  if (wire === 5) return 4
  if (wire === 2) return cursor.varint()
  throw new NotProtobuf()
}

async function refers(
  cursor: Cursor,
  place: { message: Message; end: number; depth: number },
): Promise<boolean> {
  const { message, end, depth } = place
  if (depth > mostDepth) throw new NotProtobuf()
  while (cursor.at() < end) {
    const tag = await cursor.field()
    const [field, wire] = [Math.floor(tag / 8), tag % 8]
    if (wire === 0) {
      const value = await cursor.varint()
      if (message === 'tensor' && field === dataLocation && value === 1) return true
      continue
    }
    const length = await lengthOf(cursor, wire)
    if (message === 'tensor' && field === externalData) return true
    const child = wire === 2 ? inside[message][field] : undefined
    const childEnd = cursor.at() + length
    if (childEnd > end) throw new NotProtobuf()
    if (!child) cursor.skip(length)
    else if (await refers(cursor, { message: child, end: childEnd, depth: depth + 1 })) return true
  }
  return false
}

/**
 * Whether a tensor of an ONNX file says that its numbers lie in another file, wherever it stands, and whatever name that
 * file has; `unknown` of what cannot be read to its end: nobody runs that.
 */
export async function whereWeightsAre(source: ByteSource): Promise<'inside' | 'outside' | 'unknown'> {
  try {
    const isOutside = await refers(createCursor(source), { message: 'model', end: source.size, depth: 0 })
    return isOutside ? 'outside' : 'inside'
  } catch (error) {
    if (error instanceof NotProtobuf) return 'unknown'
    throw error
  }
}
