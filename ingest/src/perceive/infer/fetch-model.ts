import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { WantedModel } from '@sightline/api/contract/models'
import { limitTo } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import { ModelError } from '@sightline/models/model-error'

/** Where the api is, and the token that a worker shows it. */
export interface ApiAddress {
  readonly apiUrl: string
  readonly tokenFile: string
}

type File = Pick<WantedModel, 'id' | 'sha256' | 'bytes'>

/** The largest allowed file takes this long on a slow line. */
const timeoutMs = 300_000

/**
 * Fetches an admin's model from the api to `path`, where it appears whole, on disk, and only with the bytes that its
 * sha256 says; `sha256_mismatch` otherwise, `file_unreachable` where the api does not give it.
 */
export async function fetchModel(
  api: ApiAddress,
  { file, path }: { file: File; path: string },
  signal: AbortSignal,
): Promise<void> {
  const part = `${path}.${process.pid}.part`
  await mkdir(dirname(path), { recursive: true })
  const limit = limitTo(timeoutMs, signal)
  try {
    const body = await ask(api, file.id, limit.signal).catch((error: unknown) => {
      signal.throwIfAborted()
      throw error
    })
    await receive(body, { file, part })
    await rename(part, path)
  } finally {
    limit.end()
    await rm(part, { force: true })
  }
}

async function ask(
  { apiUrl, tokenFile }: ApiAddress,
  id: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const token = (await readFile(tokenFile, 'utf8')).trim()
  const url = new URL(`/api/workers/models/${encodeURIComponent(id)}/file`, apiUrl)
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal }).catch(
    (cause: unknown) => {
      throw new CodedError('file_unreachable', { reason: String(cause) }, { cause })
    },
  )
  if (response.ok && response.body) return response.body as ReadableStream<Uint8Array>
  await response.body?.cancel()
  throw new CodedError('file_unreachable', { status: response.status })
}

/** Never more bytes than were announced. */
async function receive(
  body: ReadableStream<Uint8Array>,
  { file, part }: { file: File; part: string },
): Promise<void> {
  const hash = createHash('sha256')
  let received = 0
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      received += piece.length
      if (received > file.bytes) throw mismatch(file, `more than ${file.bytes} bytes`)
      hash.update(piece)
      yield piece
    }
  }
  await pipeline(Readable.fromWeb(body), counted, createWriteStream(part, { flush: true }))
  const found = hash.digest('hex')
  if (found !== file.sha256) throw mismatch(file, found)
}

const mismatch = ({ id, sha256 }: File, found: string) =>
  new ModelError('sha256_mismatch', { file: id, expected: sha256, found })
