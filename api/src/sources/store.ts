import type { z } from 'zod'
import { heightsSchema, positionSchema, turnSchema } from '../../contract/geometry.ts'
import { type sourceSchema, videoSchema } from '../../contract/sources.ts'
import type { Source as SourceRow } from '../generated/client.ts'
import type { StateBoard } from './state-board.ts'

export type SourceView = z.input<typeof sourceSchema>

/** Everything but the state, which is about now. The password never leaves. */
export const toSourceRecord = (row: SourceRow) => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  place: row.place,
  position: positionSchema.nullable().parse(row.position),
  url: row.url,
  user: row.user,
  hasPassword: row.sealedPassword !== null,
  enabled: row.enabled,
  approval: { state: row.approvalState, revision: row.approvalRevision, basis: row.approvalBasis },
  isDrawn: row.drawn,
  video: videoSchema.nullable().parse(row.video),
  turn: turnSchema.parse(row.turn),
  heights: heightsSchema.parse(row.heights),
  openedTold: row.openedTold,
  version: row.version,
  createdAt: row.createdAt.getTime(),
  unitId: row.unitId,
})

export async function toSource(row: SourceRow, board: StateBoard): Promise<SourceView> {
  const record = toSourceRecord(row)
  return { ...record, state: await board.stateOf(record) }
}
