import type { z } from 'zod'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { evidenceModeSchema } from '../../contract/evidence-modes.ts'
import { modeAt, type EvidenceMode } from '../../law/evidence-mode.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import type { Prisma } from '../generated/client.ts'

export type ModeView = z.input<typeof evidenceModeSchema>

const who = { select: { id: true, name: true } } as const
export const modeInclude = {
  askedBy: who,
  decision: { include: { by: who } },
} satisfies Prisma.EvidenceModeAskedInclude
type Row = Prisma.EvidenceModeAskedGetPayload<{ include: typeof modeInclude }>

export const toMode = (row: Row): ModeView => ({
  id: row.id,
  kind: row.kind,
  sourceKind: row.sourceKind,
  mode: row.mode,
  basis: row.basis,
  documentNumber: row.documentNumber,
  askedAt: row.askedAt.getTime(),
  askedBy: row.askedBy,
  decision: row.decision && {
    isApproved: row.decision.isApproved,
    note: row.decision.note,
    at: row.decision.at.getTime(),
    by: row.decision.by,
  },
})

/** Every request with what became of it, newest first: a few dozen in the life of a town. */
export async function modesOf(tx: Tx): Promise<ModeView[]> {
  const rows = await tx.evidenceModeAsked.findMany({ include: modeInclude, orderBy: { askedAt: 'desc' } })
  return rows.map(toMode)
}

interface Captured {
  readonly kind: ViolationKind
  readonly sourceId: string
  readonly openedAt: Date
}

/** How far the pictures of a finding carried when it began. */
export async function modeOfFinding(tx: Tx, { kind, sourceId, openedAt }: Captured): Promise<EvidenceMode> {
  const { kind: sourceKind } = await beyondReach(() =>
    tx.source.findUniqueOrThrow({ where: { id: sourceId } }),
  )
  const rows = await tx.evidenceModeAsked.findMany({
    where: { kind, sourceKind, decision: { isApproved: true } },
    include: { decision: true },
  })
  const decided = rows.flatMap(({ mode, decision }) =>
    decision ? [{ mode, from: decision.at.getTime() }] : [],
  )
  return modeAt(decided, openedAt.getTime())
}
