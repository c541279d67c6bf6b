import type { z } from 'zod'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { matterSchema } from '../../contract/matters.ts'
import type { Tx } from '../database/client.ts'
import type { MatterVersion } from '../generated/client.ts'

export type MatterView = z.input<typeof matterSchema>

const include = { recordedBy: { select: { id: true, name: true } } }
type Row = MatterVersion & { recordedBy: { id: string; name: string } }

/** As last set; the default where it never was. */
const toMatter = (kind: ViolationKind, row: Row | null | undefined): MatterView => {
  if (!row) return { kind, version: 0, noOrderBasis: null, recordedAt: null, recordedBy: null }
  const { version, noOrderBasis, recordedAt, recordedBy } = row
  return { kind, version, noOrderBasis, recordedAt: recordedAt.getTime(), recordedBy }
}

/** What is asked of a kind before a case. */
export async function matterOf(tx: Tx, kind: ViolationKind): Promise<MatterView> {
  const newest = { version: 'desc' as const }
  return toMatter(kind, await tx.matterVersion.findFirst({ where: { kind }, include, orderBy: newest }))
}

/** What is asked of each kind, in one question: a question a kind at once would wait for every connection that there is. */
export async function mattersOf(tx: Tx, kinds: readonly ViolationKind[]): Promise<MatterView[]> {
  const rows = await tx.matterVersion.findMany({
    where: { kind: { in: [...kinds] } },
    include,
    orderBy: [{ kind: 'asc' }, { version: 'desc' }],
    distinct: ['kind'],
  })
  return kinds.map((kind) =>
    toMatter(
      kind,
      rows.find((row) => row.kind === kind),
    ),
  )
}
