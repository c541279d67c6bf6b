import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { SealedExhibit } from '@sightline/api/contract/dossier'
import { CodedError } from '@sightline/infra/platform/error'
import { createHashingPass, hashStream, type Digests } from '@sightline/infra/platform/hash'
import { readClip } from '../capture/read-clip.ts'
import type { Pin } from './pinned.ts'
import type { TraceExhibit } from './to-trace.ts'

type Label = Pick<SealedExhibit, 'name' | 'role' | 'stage' | 'at' | 'of' | 'mime'>

/** Puts exhibits into a dossier that is being built, each hashed as it goes in. */
export interface ExhibitWriter {
  add(label: Label, bytes: Uint8Array): Promise<Digests>
  addTrace(label: Pick<Label, 'name' | 'stage' | 'at'>, trace: TraceExhibit): Promise<void>
  /** An original: the pinned file itself, after every fragment of it was found to be what arrived (`segment_altered`). */
  addSegment(
    label: Pick<Label, 'name' | 'stage'>,
    path: string,
    segment: NonNullable<Pin['segment']>,
  ): Promise<void>
  list(): readonly SealedExhibit[]
}

/** Frames of a trace, and bytes of a picture, worked on before others get their turn. */
const framesAtOnce = 50
const bytesAtOnce = 64 << 10

export function createExhibitWriter(dir: string): ExhibitWriter {
  const exhibits: SealedExhibit[] = []

  async function place(name: string): Promise<string> {
    const path = join(dir, name)
    await mkdir(dirname(path), { recursive: true })
    return path
  }

  async function write(label: Label, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    const { pass, digests } = createHashingPass()
    const file = createWriteStream(await place(label.name), { flags: 'wx' })
    await pipeline(Readable.from(pieces, { objectMode: false }), pass, file)
    exhibits.push({ ...label, ...digests() })
    return digests()
  }

  return {
    add: (label, bytes) => write(label, inPieces(bytes)),
    async addTrace(label, trace) {
      await write({ ...label, role: 'trace', of: null, mime: 'application/json' }, toJson(trace))
    },
    async addSegment({ name, stage }, path, segment) {
      const digests = await hashUnaltered(path, segment)
      await link(path, await place(name))
      exhibits.push({
        ...{ name, stage, role: 'segment', of: null, mime: 'video/mp4' },
        at: Math.min(...segment.fragments.map(({ at }) => at)),
        ...digests,
        initSha256: segment.initSha256,
        fragments: segment.fragments.map(({ at, arrivedAt, bytes, isKey, sha256 }) => ({
          ...{ at, arrivedAt, bytes, isKey, sha256 },
        })),
      })
    },
    list: () => exhibits,
  }
}

/** The hashes were made when the bytes arrived: what lies on the disk must still be those bytes. Read once for both. */
async function hashUnaltered(path: string, segment: NonNullable<Pin['segment']>): Promise<Digests> {
  const inits: string[] = []
  const found: string[] = []
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const { bytes, events } of readClip(path)) {
      for (const event of events) {
        if (event.kind === 'init') inits.push(event.init.sha256)
        else found.push(createHash('sha256').update(event.fragment.bytes).digest('hex'))
      }
      yield bytes
    }
  }
  const digests = await hashStream(pieces())
  const isSame =
    inits[0] === segment.initSha256 &&
    found.length === segment.fragments.length &&
    segment.fragments.every(({ sha256 }, i) => sha256 === found[i])
  if (!isSame) throw new CodedError('segment_altered', { path })
  return digests
}

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += bytesAtOnce) yield bytes.subarray(at, at + bytesAtOnce)
}

/** A trace of hours is megabytes: made in pieces, so that no camera waits for it. */
async function* toJson({ frames, ...rest }: TraceExhibit): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"frames":[\n`)
  for (let at = 0; at < frames.length; at += framesAtOnce) {
    const rows = frames.slice(at, at + framesAtOnce).map((frame) => JSON.stringify(frame))
    yield Buffer.from(`${at === 0 ? '' : ',\n'}${rows.join(',\n')}`)
    await breathe()
  }
  yield Buffer.from('\n]}\n')
}
