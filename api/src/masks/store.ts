import { z } from 'zod'
import { polygonSchema } from '../../contract/geometry.ts'
import type { masksSchema } from '../../contract/masks.ts'
import { masksOf, type MaskVersion } from '../../law/masks.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { found } from '../refusal.ts'

export type MasksView = z.input<typeof masksSchema>
export type Shape = z.output<typeof polygonSchema>

const shapesSchema = z.array(polygonSchema)
const changeSchema = z.object({ from: z.object({ url: z.string() }), to: z.object({ url: z.string() }) })

export interface MaskHistory {
  readonly versions: readonly MaskVersion<Shape>[]
  /** When the camera was moved, or became another one, epoch ms. */
  readonly views: readonly number[]
}

/** When a source began to show another view: another address, or its worker saw that it was moved. */
async function viewsOf(db: Tx, sourceId: string): Promise<number[]> {
  const changes = await db.auditEntry.findMany({
    where: { subject: `source/${sourceId}`, action: 'source.changed' },
  })
  const readdressed = changes.filter(({ facts }) => {
    const change = changeSchema.safeParse(facts).data
    return change !== undefined && change.from.url !== change.to.url
  })
  const moved = await beyondReach(() =>
    db.alert.findMany({
      where: { sourceId, fault: 'moved', confirmedAt: { not: null } },
      select: { openedAt: true },
    }),
  )
  return [...readdressed.map(({ at }) => at.getTime()), ...moved.map(({ openedAt }) => openedAt.getTime())]
}

/** All that was ever drawn on a source's picture, and when its view changed. */
export async function maskHistory(db: Tx, sourceId: string): Promise<MaskHistory> {
  const rows = await beyondReach(() =>
    db.maskVersion.findMany({ where: { sourceId }, orderBy: { version: 'asc' } }),
  )
  if (rows.length === 0) return { versions: [], views: [] }
  const versions = rows.map(({ createdAt, turn, shapes }) => ({
    madeAt: createdAt.getTime(),
    turn,
    shapes: shapesSchema.parse(shapes),
  }))
  return { versions, views: await viewsOf(db, sourceId) }
}

/** The masks of a source as they are now. */
export async function masksNow(db: Tx, sourceId: string, now: number): Promise<MasksView> {
  const source = found(await db.source.findUnique({ where: { id: sourceId } }), 'source')
  const include = { madeBy: { select: { id: true, name: true } } }
  const newest = await db.maskVersion.findFirst({
    where: { sourceId },
    orderBy: { version: 'desc' },
    include,
  })
  if (!newest) return { version: 0, shapes: [], isStale: false, madeAt: null, madeBy: null }
  const { versions, views } = await maskHistory(db, sourceId)
  return {
    version: newest.version,
    shapes: shapesSchema.parse(newest.shapes),
    isStale: masksOf(versions, views, { at: now, turn: source.turn }) === 'stale',
    madeAt: newest.createdAt.getTime(),
    madeBy: newest.madeBy,
  }
}
