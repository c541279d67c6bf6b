import type { Objects } from '@sightline/infra/platform/objects'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import { manifestSchema, traceSchema, type Manifest, type Trace } from '../../contract/dossier.ts'
import type { Deps } from '../deps.ts'
import { changedSince, sealedInclude } from '../dossiers/sealed-hashes.ts'
import type { Prisma } from '../generated/client.ts'

export type ReadDeps = Pick<Deps, 'db'> & { readonly objects: Pick<Objects, 'readAll'> }

type DossierRow = Prisma.DossierGetPayload<{ include: typeof sealedInclude }>
type ExhibitRow = DossierRow['exhibits'][number]
export type TraceFrame = Trace['frames'][number]

/** A whole picture of a finding as it was sealed: its bytes are read when its turn comes. */
export interface Still {
  readonly name: string
  readonly at: number
  readonly sha256: string
  /** Null: it is gone, or not what was sealed. */
  readonly read: () => Promise<Uint8Array | null>
}

/** What a finding's dossiers hold of its pictures, and what was seen when. */
export interface Sealed {
  readonly manifest: Manifest
  readonly stills: readonly Still[]
  /** In the order of time. */
  readonly frames: readonly TraceFrame[]
}

/** The stored bytes, where they are still those that were sealed. */
async function readSealed(
  { objects }: ReadDeps,
  { objectKey, versionId, sha256 }: ExhibitRow,
): Promise<Uint8Array | null> {
  try {
    const bytes = await objects.readAll(objectKey, versionId)
    return hashBytes(bytes).sha256 === sha256 ? bytes : null
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return null
    throw error
  }
}

/** What was seen when, as it was sealed; in the order of time. */
export async function framesOf(deps: ReadDeps, rows: readonly DossierRow[]): Promise<TraceFrame[]> {
  const frames = new Map<number, TraceFrame>()
  for (const exhibit of rows.flatMap(({ exhibits }) => exhibits.filter(({ role }) => role === 'trace'))) {
    const bytes = await readSealed(deps, exhibit)
    if (!bytes) continue
    const trace = traceSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    for (const frame of trace.frames) frames.set(frame.at, frame)
  }
  return [...frames.values()].toSorted((a, b) => a.at - b.at)
}

/** Pictures that were decoded from a recording: the others are cut out of these, or drawn upon. */
function wholeStills(deps: ReadDeps, rows: readonly { row: DossierRow; manifest: Manifest }[]): Still[] {
  const stills = new Map<string, Still>()
  for (const { row, manifest } of rows) {
    const decoded = manifest.exhibits.filter(({ role, of }) => role === 'still' && of?.endsWith('.mp4'))
    for (const { name, at, sha256 } of decoded) {
      const exhibit = row.exhibits.find((one) => one.name === name)
      if (exhibit) stills.set(name, { name, at, sha256, read: () => readSealed(deps, exhibit) })
    }
  }
  return [...stills.values()].toSorted((a, b) => a.at - b.at)
}

/** The pictures and the trace of a finding; null where its dossiers are not what was signed any more, or none is here. */
export async function readSealedFinding(deps: ReadDeps, findingId: string): Promise<Sealed | null> {
  const rows = await deps.db.dossier.findMany({
    where: { findingId, stage: { in: ['confirmed', 'closed'] } },
    include: sealedInclude,
    orderBy: { sealedAt: 'asc' },
  })
  if (rows.some((row) => changedSince(row).length > 0)) return null
  const read = rows.map((row) => ({ row, manifest: manifestSchema.parse(JSON.parse(row.manifest)) }))
  const [first] = read
  if (!first) return null
  return {
    manifest: first.manifest,
    stills: wholeStills(deps, read),
    frames: await framesOf(deps, rows),
  }
}
