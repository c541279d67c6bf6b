import { proofOf } from '@sightline/infra/platform/time-stamp/merkle'
import type { StampView } from '../../contract/stamps.ts'
import type { Deps } from '../deps.ts'
import { leavesOf } from './gather.ts'

/** By when the dossiers of a finding are shown to have been there. Empty where no authority was ever set here. */
export async function stampsOf({ db }: Pick<Deps, 'db'>, findingId: string): Promise<StampView[]> {
  if ((await db.stampBatch.findFirst()) === null) return []
  const dossiers = await db.dossier.findMany({
    where: { findingId },
    select: { stage: true, part: true, stamp: { select: { batch: { include: { token: true } } } } },
    orderBy: { sealedAt: 'asc' },
  })
  return dossiers.map(({ stage, part, stamp }) => {
    const token = stamp?.batch.token
    return {
      stage,
      part,
      askedAt: stamp?.batch.at.getTime() ?? null,
      stamped: token ? { at: token.at.getTime(), authority: token.authority, serial: token.serial } : null,
    }
  })
}

/** As a package has it: what leads from a manifest to the root that the authority stamped, and its answer. */
export interface PackedStamp {
  readonly stage: string
  readonly part: string
  readonly sha256: string
  readonly index: number
  readonly size: number
  /** Lower-case hex, from the leaf upwards (RFC 9162). */
  readonly proof: readonly string[]
  readonly root: string
  /** TimeStampResp, DER in base64; null: still awaited when the package was made. */
  readonly answer: string | null
  readonly at: number | null
  readonly authority: string | null
}

/** Where a package has the authority's answer, for `openssl ts -verify`. */
export const stampName = ({ stage, part }: Pick<PackedStamp, 'stage' | 'part'>): string =>
  `stamps/${stage}${part === 'supplement' ? '-supplement' : ''}.tsr`

export async function packedStamps({ db }: Pick<Deps, 'db'>, findingId: string): Promise<PackedStamp[]> {
  const own = await db.stampLeaf.findMany({
    where: { dossier: { findingId } },
    include: {
      dossier: true,
      batch: { include: { token: true, leaves: { orderBy: { index: 'asc' }, select: { sha256: true } } } },
    },
    orderBy: { dossier: { sealedAt: 'asc' } },
  })
  return own.map(({ dossier: { stage, part }, sha256, index, batch }) => {
    const all = leavesOf(
      batch.leaves.map((leaf) => leaf.sha256),
      batch.auditHash,
    )
    return {
      stage,
      part,
      sha256,
      index,
      size: batch.size,
      proof: proofOf(all, index).map((hash) => hash.toString('hex')),
      root: batch.root,
      answer: batch.token ? Buffer.from(batch.token.answer).toString('base64') : null,
      at: batch.token?.at.getTime() ?? null,
      authority: batch.token?.authority ?? null,
    }
  })
}

/** Of what waits for its time: how many, and since when the oldest. */
export async function stampsWaiting({
  db,
}: Pick<Deps, 'db'>): Promise<{ count: number; since: number | null }> {
  const [count, oldest] = await Promise.all([
    db.stampBatch.count({ where: { token: null } }),
    db.stampBatch.findFirst({ where: { token: null }, orderBy: { at: 'asc' } }),
  ])
  return { count, since: oldest?.at.getTime() ?? null }
}
