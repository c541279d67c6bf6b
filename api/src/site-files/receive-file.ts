import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createHashingPass, type Digests } from '@sightline/infra/platform/hash'
import type { SiteFileFault } from '../../contract/site-files.ts'
import type { SiteFileKind } from '../../law/on-site-record.ts'
import { Refusal } from '../refusal.ts'
import { headBytes, kindOfHead, type FileKind } from './file-kind.ts'

/** The most bytes of each kind. */
export type SiteLimits = Readonly<Record<SiteFileKind, number>>

export interface ReceivedFile extends Digests, FileKind {
  readonly path: string
}

const remedies: Readonly<Record<SiteFileFault, string>> = {
  empty: 'the file is empty',
  heic: 'set the camera to JPEG ("most compatible"), or save the picture as JPEG',
  quicktime: 'save the video as MP4',
  unknown: 'a photograph (JPEG, PNG), a video (MP4) or a scan (PDF)',
  truncated: 'the file is not whole: copy it anew from the device',
  undecodable: 'the picture cannot be decoded: copy it anew from the device',
  too_many_pixels: 'at most 120 million pixels',
  no_video: 'the file has no track of pictures',
}

export function refuseFile(reason: SiteFileFault): never {
  throw new Refusal('site_file_invalid', { reason }, [{ path: 'file', message: remedies[reason] }])
}

function refuseLarge(kind: SiteFileKind, maxBytes: number): never {
  const problem = { path: 'file', message: `at most ${maxBytes} bytes` }
  throw new Refusal('site_file_too_large', { siteFileKind: kind, maxBytes }, [problem])
}

/** The same bytes; what kind they are is told as soon as enough of them came, and what is too much of it ends them. */
async function* passing(
  body: Readable,
  { limits, tell }: { readonly limits: SiteLimits; readonly tell: (kind: FileKind) => void },
): AsyncGenerator<Buffer> {
  let [head, bytes, kind]: [Buffer, number, FileKind | null] = [Buffer.alloc(0), 0, null]
  const judge = (): FileKind => {
    const found = kindOfHead(head)
    if (typeof found === 'string') refuseFile(found)
    tell(found)
    return found
  }
  // Not destroyed when we refuse: the connection still has to carry the reason back.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (kind === null) {
      head = Buffer.concat([head, chunk.subarray(0, headBytes)])
      if (head.length >= headBytes) kind = judge()
    }
    if (kind && bytes > limits[kind.kind]) refuseLarge(kind.kind, limits[kind.kind])
    yield chunk
  }
  if (kind === null) judge()
}

async function writeAll(body: Readable, path: string, limits: SiteLimits): Promise<ReceivedFile> {
  let kind: FileKind | null = null
  const { pass, digests } = createHashingPass()
  const bytes = Readable.from(passing(body, { limits, tell: (found) => (kind = found) }))
  await pipeline(bytes, pass, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  // TypeScript does not see what the callback sets.
  const judged = kind as FileKind | null
  if (judged === null) refuseFile('empty')
  return { ...judged, ...digests(), path }
}

/**
 * Streams an upload to a file of its own, hashed before anything looks at it, and removes that file when `use` is done or anything
 * fails: what is cut short leaves nothing. `announced`: the Content-Length, where there is one.
 */
export async function withReceivedFile<T>(
  { body, announced, limits }: { body: Readable; announced: number; limits: SiteLimits },
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  const most = Math.max(...Object.values(limits))
  if (announced > most) refuseLarge('video', most)
  const dir = await mkdtemp(join(tmpdir(), 'sightline-site-'))
  try {
    return await use(await writeAll(body, join(dir, 'file'), limits))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
