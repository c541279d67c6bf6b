import { createHash } from 'node:crypto'
import { link, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { SealedExhibit } from '@sightline/api/contract/dossier'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes, hashFile } from '@sightline/infra/platform/hash'
import { readWhole } from '../capture/boxes.ts'
import type { Pin } from './pinned.ts'
import type { TraceExhibit } from './to-trace.ts'

type Label = Pick<SealedExhibit, 'name' | 'role' | 'stage' | 'at' | 'of' | 'mime'>

/** Puts exhibits into a dossier that is being built, each hashed as it goes in. */
export interface ExhibitWriter {
  add(label: Label, bytes: Uint8Array): Promise<void>
  addTrace(label: Pick<Label, 'name' | 'stage' | 'at'>, trace: TraceExhibit): Promise<void>
  /** An original: the pinned file itself, after every fragment of it was found to be what arrived (`segment_altered`). */
  addSegment(
    label: Pick<Label, 'name' | 'stage'>,
    path: string,
    segment: NonNullable<Pin['segment']>,
  ): Promise<void>
  list(): readonly SealedExhibit[]
}

/** Items worked on before others get their turn. */
const atOnce = 50

export function createExhibitWriter(dir: string): ExhibitWriter {
  const exhibits: SealedExhibit[] = []

  async function place(name: string): Promise<string> {
    const path = join(dir, name)
    await mkdir(dirname(path), { recursive: true })
    return path
  }

  async function add(label: Label, bytes: Uint8Array): Promise<void> {
    await writeFile(await place(label.name), bytes, { flag: 'wx' })
    exhibits.push({ ...label, ...hashBytes(bytes) })
  }

  return {
    add,
    async addTrace(label, trace) {
      const bytes = Buffer.from(await toJson(trace), 'utf8')
      await add({ ...label, role: 'trace', of: null, mime: 'application/json' }, bytes)
    },
    async addSegment({ name, stage }, path, segment) {
      await refuseAltered(path, segment)
      await link(path, await place(name))
      exhibits.push({
        ...{ name, stage, role: 'segment', of: null, mime: 'video/mp4' },
        at: Math.min(...segment.fragments.map(({ at }) => at)),
        ...(await hashFile(path)),
        initSha256: segment.initSha256,
        fragments: segment.fragments.map(({ at, arrivedAt, bytes, isKey, sha256 }) => ({
          ...{ at, arrivedAt, bytes, isKey, sha256 },
        })),
      })
    },
    list: () => exhibits,
  }
}

/** The hashes were made when the bytes arrived: what lies on the disk must still be those bytes. */
async function refuseAltered(path: string, segment: NonNullable<Pin['segment']>): Promise<void> {
  const { init, fragments } = readWhole(await readFile(path))
  const found: string[] = []
  for (const { bytes } of fragments) {
    found.push(createHash('sha256').update(bytes).digest('hex'))
    if (found.length % atOnce === 0) await breathe()
  }
  const isSame =
    init.sha256 === segment.initSha256 &&
    found.length === segment.fragments.length &&
    segment.fragments.every(({ sha256 }, i) => sha256 === found[i])
  if (!isSame) throw new CodedError('segment_altered', { path })
}

/** A trace of hours is megabytes: written in pieces, so that no camera waits for it. */
async function toJson({ frames, ...rest }: TraceExhibit): Promise<string> {
  const rows: string[] = []
  for (const frame of frames) {
    rows.push(JSON.stringify(frame))
    if (rows.length % atOnce === 0) await breathe()
  }
  return `${JSON.stringify(rest).slice(0, -1)},"frames":[\n${rows.join(',\n')}\n]}\n`
}
