import type { z } from 'zod'
import { sampleProblem } from '@sightline/detectors/clothing/declared'
import type { declareClothingSchema } from '../../contract/clothing.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { notify } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { newestClothing, toClothing, type ClothingView } from './store.ts'

type World = Pick<Deps, 'db' | 'now'>
type Declaration = z.output<typeof declareClothingSchema>

/** A colour that bare hair or skin has too would accuse, or clear, everybody. */
function refuseUseless({ samples }: Declaration): void {
  const problems = samples.flatMap(({ garment, rgb }, i) => {
    const code = sampleProblem(garment, rgb)
    return code ? [{ path: `samples.${i}.rgb`, code }] : []
  })
  if (problems.length === 0) return
  const told = problems.map(({ path, code }) => ({ path, message: code }))
  throw new Refusal('clothing_invalid', { problems }, told)
}

/** Clothes are judged in kitchens only. */
function refuseElsewhere(kind: string): void {
  if (kind === 'kitchen') return
  const told = [{ path: 'id', message: 'not_a_kitchen' }]
  throw new Refusal('clothing_invalid', { problems: [{ path: 'id', code: 'not_a_kitchen' }] }, told)
}

/** Declares the colours anew; in force from the next reconcile. The old version stays, for the evidence made under it. */
export async function declareClothing(
  { db, now }: World,
  { sourceId, declaration }: { readonly sourceId: string; readonly declaration: Declaration },
  actor: string,
): Promise<ClothingView> {
  const source = found(await db.source.findUnique({ where: { id: sourceId } }), 'source')
  refuseElsewhere(source.kind)
  refuseUseless(declaration)
  const { version: seen, samples, light } = declaration
  const at = now()
  try {
    return await db.$transaction(async (tx) => {
      const [before = null] = await newestClothing(tx, [sourceId])
      const version = before?.version ?? 0
      if (version !== seen) throw new Refusal('changed_meanwhile', { version })
      const data = { sourceId, version: version + 1, samples, light, createdAt: new Date(at) }
      const clothing = toClothing(await tx.clothingVersion.create({ data }))
      await notify(tx, { type: 'source', id: sourceId })
      const facts = before ? { from: before, to: clothing } : { to: clothing }
      const action = 'clothing.declared'
      await appendAudit(tx, [{ at, actor, action, subject: `source/${sourceId}`, facts }])
      return clothing
    })
  } catch (error) {
    if (isUniqueConflict(error)) throw new Refusal('changed_meanwhile', { version: seen + 1 })
    throw error
  }
}
