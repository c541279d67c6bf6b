import { z } from 'zod'
import { boxSchema } from '../../contract/geometry.ts'
import type { shadowRunSchema, shadowDifferenceSchema } from '../../contract/shadows.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import { found } from '../refusal.ts'

export type ShadowRunView = z.input<typeof shadowRunSchema>
export type DifferenceView = z.input<typeof shadowDifferenceSchema>

export const runInclude = {
  startedBy: { select: { id: true, name: true } },
} satisfies Prisma.ShadowRunInclude
export type RunRow = Prisma.ShadowRunGetPayload<{ include: typeof runInclude }>

const titleSchema = z.object({ zh: z.string(), en: z.string() })

/** The sources of runs by name, as they are named now. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.source.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const toRun = (row: RunRow, names: ReadonlyMap<string, string>): ShadowRunView => ({
  id: row.id,
  version: row.version,
  model: {
    id: row.modelId,
    name: row.modelName,
    title: titleSchema.parse(row.title),
    isBuiltIn: row.isBuiltIn,
    fileSha256: row.fileSha256,
  },
  sources: row.sourceIds.map((id) => ({ id, name: names.get(id) ?? id })),
  cpuPercent: row.cpuPercent,
  startedBy: row.startedBy,
  startedAt: row.startedAt.getTime(),
  endsAt: row.endsAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
  endedWhy: row.endedWhy,
})

export const viewOf = async (tx: Tx, row: RunRow): Promise<ShadowRunView> =>
  toRun(row, await namesOf(tx, row.sourceIds))

/** The run, held by this transaction until it ends. */
export async function lockRun(tx: Tx, id: string): Promise<RunRow> {
  await tx.$queryRaw`SELECT id FROM shadow_run WHERE id = ${id} FOR UPDATE`
  return found(await tx.shadowRun.findUnique({ where: { id }, include: runInclude }), 'shadow')
}

const findingInclude = {
  picture: { select: { at: true } },
  verdicts: {
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 1,
    include: { person: { select: { id: true, name: true } } },
  },
} satisfies Prisma.ShadowFindingInclude

/** The findings of a run, the newest first, with what people said of them last. */
export async function findingsOf(tx: Tx, runId: string) {
  const rows = await tx.shadowFinding.findMany({
    where: { runId },
    include: findingInclude,
    orderBy: [{ confirmedAt: 'desc' }, { findingId: 'asc' }],
  })
  return rows.map(({ box, openedAt, confirmedAt, closedAt, picture, verdicts, ...row }) => ({
    ...row,
    box: boxSchema.parse(box),
    openedAt: openedAt.getTime(),
    confirmedAt: confirmedAt.getTime(),
    closedAt: closedAt?.getTime() ?? null,
    hasPicture: picture !== null,
    said: verdicts[0] ?? null,
  }))
}
export type FindingRow = Awaited<ReturnType<typeof findingsOf>>[number]
