import { createHash } from 'node:crypto'
import { link, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SealedExhibit } from '@sightline/api/contract/dossier'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes, hashStream, type Digests } from '@sightline/infra/platform/hash'
import type { BoxEvent } from '../media/boxes.ts'
import { readClip } from '../media/read-clip.ts'
import type { Pin } from './pinned.ts'
import type { FaultTraceExhibit, TraceExhibit } from './to-trace.ts'

type Label = Pick<SealedExhibit, 'name' | 'role' | 'stage' | 'at' | 'of' | 'mime'>

type AnyTrace = TraceExhibit | FaultTraceExhibit

/** Puts exhibits into a dossier that is being built, each hashed as it goes in. */
export interface ExhibitWriter {
  add(label: Label, bytes: Uint8Array): Promise<Digests>
  addTrace(label: Pick<Label, 'name' | 'stage' | 'at'>, trace: AnyTrace): Promise<void>
  /** An original: the pinned file itself, after every byte of it was found to be what arrived (`segment_altered`). */
  addSegment(
    label: Pick<Label, 'name' | 'stage'>,
    path: string,
    segment: NonNullable<Pin['segment']>,
  ): Promise<void>
  list(): readonly SealedExhibit[]
}

export function createExhibitWriter(dir: string): ExhibitWriter {
  const exhibits: SealedExhibit[] = []

  async function place(name: string): Promise<string> {
    const path = join(dir, name)
    await mkdir(dirname(path), { recursive: true })
    return path
  }

  async function add(label: Label, bytes: Uint8Array): Promise<Digests> {
    const digests = hashBytes(bytes)
    await writeFile(await place(label.name), bytes, { flag: 'wx' })
    exhibits.push({ ...label, ...digests })
    return digests
  }

  return {
    add,
    async addTrace(label, trace) {
      const bytes = Buffer.from(toJson(trace), 'utf8')
      await add({ ...label, role: 'trace', of: null, mime: 'application/json' }, bytes)
    },
    async addSegment({ name, stage }, path, segment) {
      const digests = await hashUnaltered(path, segment)
      await link(path, await place(name))
      exhibits.push({
        name,
        stage,
        role: 'segment',
        of: null,
        mime: 'video/mp4',
        at: Math.min(...segment.fragments.map(({ at }) => at)),
        ...digests,
        initSha256: segment.initSha256,
        fragments: segment.fragments.map(({ at, arrivedAt, bytes, isKey, sha256 }) => ({
          at,
          arrivedAt,
          bytes,
          isKey,
          sha256,
        })),
      })
    },
    list: () => exhibits,
  }
}

/**
 * The hashes were made when the bytes arrived: what lies on the disk must still be those bytes, and nothing between or
 * behind them. Read once for both.
 */
async function hashUnaltered(path: string, segment: NonNullable<Pin['segment']>): Promise<Digests> {
  const found: string[] = []
  let covered = 0
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const { bytes, events } of readClip(path)) {
      for (const event of events) {
        covered += bytesOf(event).length
        found.push(createHash('sha256').update(bytesOf(event)).digest('hex'))
      }
      yield bytes
    }
  }
  const digests = await hashStream(pieces())
  const arrived = [segment.initSha256, ...segment.fragments.map(({ sha256 }) => sha256)]
  const isSame =
    covered === digests.bytes &&
    found.length === arrived.length &&
    arrived.every((sha256, i) => sha256 === found[i])
  if (!isSame) throw new CodedError('segment_altered', { path })
  return digests
}

const bytesOf = (event: BoxEvent): Buffer => (event.kind === 'init' ? event.init : event.fragment).bytes

/** A row a frame: a trace of hours can be read by a person's eye and by line tools. */
function toJson({ frames, ...rest }: AnyTrace): string {
  const rows = frames.map((frame) => JSON.stringify(frame)).join(',\n')
  return `${JSON.stringify(rest).slice(0, -1)},"frames":[\n${rows}\n]}\n`
}
