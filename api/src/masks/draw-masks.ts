import type { z } from 'zod'
import { polygonProblems } from '@sightline/detectors/geometry/polygon-problems'
import type { drawMasksSchema } from '../../contract/masks.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { masksNow, type MasksView } from './store.ts'

type Drawing = z.output<typeof drawMasksSchema> & { readonly sourceId: string }

/** Every problem of every mask at once. */
function refuseBadShapes({ shapes }: Drawing): void {
  const problems = shapes.flatMap((shape, i) =>
    polygonProblems(shape).map(({ code }) => ({ path: `shapes.${i}`, message: code })),
  )
  if (problems.length > 0) throw new Refusal('zone_invalid', { problems }, problems)
}

/** Draws the masks of a source anew: a new version, on its picture as it is turned now. Earlier ones stay, for earlier views. */
export async function drawMasks(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  drawing: Drawing,
  actor: string,
): Promise<MasksView> {
  refuseBadShapes(drawing)
  const { sourceId, shapes } = drawing
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM source WHERE id = ${sourceId} FOR UPDATE`
    const { turn, name } = found(await tx.source.findUnique({ where: { id: sourceId } }), 'source')
    const at = now()
    const before = await masksNow(tx, sourceId, at)
    if (before.version !== drawing.version)
      throw new Refusal('changed_meanwhile', { version: before.version })
    const version = before.version + 1
    const data = { sourceId, version, shapes, turn, createdAt: new Date(at), createdById: actor }
    await tx.maskVersion.create({ data })
    const facts = { name, version, masks: shapes.length }
    await appendAudit(tx, [{ at, actor, action: 'masks.drawn', subject: `source/${sourceId}`, facts }])
    return masksNow(tx, sourceId, at)
  })
}
