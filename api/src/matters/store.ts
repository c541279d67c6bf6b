import type { z } from 'zod'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { matterSchema } from '../../contract/matters.ts'
import type { Tx } from '../database/client.ts'

export type MatterView = z.input<typeof matterSchema>

/** What is asked of a kind before a case, as last set; the default where it never was. */
export async function matterOf(tx: Tx, kind: ViolationKind): Promise<MatterView> {
  const row = await tx.matterVersion.findFirst({
    where: { kind },
    include: { recordedBy: { select: { id: true, name: true } } },
    orderBy: { version: 'desc' },
  })
  if (!row) return { kind, version: 0, noOrderBasis: null, recordedAt: null, recordedBy: null }
  const { version, noOrderBasis, recordedAt, recordedBy } = row
  return { kind, version, noOrderBasis, recordedAt: recordedAt.getTime(), recordedBy }
}
