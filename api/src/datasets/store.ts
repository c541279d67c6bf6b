import {
  datasetCountsSchema,
  newDatasetExportSchema,
  type datasetApprovalSchema,
  type datasetExportSchema,
} from '../../contract/datasets.ts'
import type { z } from 'zod'
import { accusesNobody } from '../../law/kinds.ts'
import type { Prisma } from '../generated/client.ts'
import { stateOf } from './scope.ts'

const named = { select: { id: true, name: true } } as const

export const approvalInclude = {
  recordedBy: named,
  withdrawal: { include: { by: named } },
} satisfies Prisma.DatasetApprovalInclude
export type ApprovalRow = Prisma.DatasetApprovalGetPayload<{ include: typeof approvalInclude }>
export type ApprovalView = z.input<typeof datasetApprovalSchema>

/** As it is shown; its state is that of today. */
export function toApproval(row: ApprovalRow, now: number): ApprovalView {
  const { allSources, sourceIds, kinds, recordedAt, withdrawal } = row
  return {
    ...row,
    kinds: kinds.filter((kind) => !accusesNobody(kind)),
    sourceIds: allSources ? null : sourceIds,
    state: stateOf(row, now),
    recordedAt: recordedAt.getTime(),
    withdrawn:
      withdrawal === null
        ? null
        : { at: withdrawal.at.getTime(), by: withdrawal.by, reason: withdrawal.reason },
  }
}

/** Without the document, which may be as large as all of its labels. */
export const exportSelect = {
  id: true,
  set: true,
  asked: true,
  state: true,
  done: true,
  of: true,
  counts: true,
  sha256: true,
  bytes: true,
  failure: true,
  startedAt: true,
  endedAt: true,
  keptUntil: true,
  approval: { select: { id: true, number: true } },
  madeBy: named,
  labels: {
    select: { version: true, at: true, pictures: true, by: named },
    orderBy: { version: 'desc' },
    take: 1,
  },
} satisfies Prisma.DatasetExportSelect
type ExportRow = Prisma.DatasetExportGetPayload<{ select: typeof exportSelect }>
export type ExportView = z.input<typeof datasetExportSchema>

export function toExport({ done, of, labels, counts, asked, ...row }: ExportRow): ExportView {
  const [newest] = labels
  return {
    ...row,
    asked: newDatasetExportSchema.safeParse(asked).data ?? null,
    progress: { done, of },
    counts: datasetCountsSchema.nullable().parse(counts),
    startedAt: row.startedAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
    keptUntil: row.keptUntil?.getTime() ?? null,
    labels: newest ? { ...newest, at: newest.at.getTime() } : null,
  }
}

/** The object of a made export: kept for a while, and then discarded. */
export const exportKey = (id: string): string => `datasets/${id}.zip`
