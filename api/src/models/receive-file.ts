import { createHash } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { whereWeightsAre } from '@sightline/infra/platform/onnx-external'
import { maxModelBytes, mayBeOnnx } from '../../contract/models.ts'
import { Refusal } from '../refusal.ts'

export interface ReceivedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

const refuseFile = (reason: string): never => {
  throw new Refusal('model_file_invalid', { reason }, [{ path: 'file', message: reason }])
}

const refuseLarge = (): never => {
  throw new Refusal('model_file_too_large', { maxBytes: maxModelBytes })
}

/** The same bytes, refused as soon as they are too many or cannot be an ONNX file. `see` is shown each chunk. */
async function* passing(body: Readable, see: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  let bytes = 0
  // Not destroyed when we refuse: the connection still has to carry the reason back.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (bytes === 0 && !mayBeOnnx(chunk[0] ?? 0)) refuseFile('not an ONNX file')
    bytes += chunk.length
    if (bytes > maxModelBytes) refuseLarge()
    see(chunk)
    yield chunk
  }
  if (bytes === 0) refuseFile('the file is empty')
}

/** A model is one file: what it would read beside itself is nobody's upload. */
async function refuseOutside(path: string, size: number): Promise<void> {
  const file = await open(path)
  try {
    const read = async (offset: number, length: number) =>
      (await file.read(Buffer.alloc(Math.min(length, size - offset)), { position: offset })).buffer
    if ((await whereWeightsAre({ size, read })) !== 'outside') return
  } finally {
    await file.close()
  }
  const message = 'save the model as one file, without external data'
  throw new Refusal('model_file_external', {}, [{ path: 'file', message }])
}

async function writeAll(body: Readable, path: string): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const chunks = passing(body, (chunk) => {
    hash.update(chunk)
    bytes += chunk.length
  })
  await writeFile(path, chunks, { flag: 'wx', mode: 0o600 })
  await refuseOutside(path, bytes)
  return { path, sha256: hash.digest('hex'), bytes }
}

/**
 * Streams an upload to a file of its own, hashed on the way, and removes that file when `use` is done or anything fails:
 * an upload that is cut short leaves nothing. `announced` is the Content-Length, where there is one.
 */
export async function withReceivedFile<T>(
  { body, announced }: { body: Readable; announced: number },
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  if (announced > maxModelBytes) refuseLarge()
  const dir = await mkdtemp(join(tmpdir(), 'sightline-model-'))
  try {
    return await use(await writeAll(body, join(dir, 'model.onnx')))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
