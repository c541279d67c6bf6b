import type { z } from 'zod'
import type { newShadowSchema } from '../../contract/shadows.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach, reachesUnit, unitOfAsking } from '../database/reach.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { idleModels } from './candidates.ts'
import { runInclude, viewOf, type ShadowRunView } from './store.ts'

export type ShadowDeps = Pick<Deps, 'db' | 'now' | 'newId'>
type Asked = z.output<typeof newShadowSchema>

const hourMs = 3_600_000

/** What is kept of a model that is to look: by its file, whatever becomes of its row. */
async function modelFor(tx: Tx, { model }: Asked, at: number) {
  if (model.kind === 'built_in') {
    const idle = (await idleModels(tx, at)).find(({ name }) => name === model.name)
    if (!idle) throw new Refusal('shadow_model_unfit', { name: model.name, why: 'not_offered' })
    return { isBuiltIn: true, modelId: null, modelName: idle.name, title: { ...idle.title } }
  }
  const row = found(await tx.model.findUnique({ where: { id: model.id } }), 'model')
  // What is enabled looks in force already; a draft may crash a worker, and only its dry run says that it does not.
  if (row.state !== 'ready' && row.state !== 'disabled')
    throw new Refusal('shadow_model_unfit', { name: row.name, state: row.state })
  const { id: modelId, name: modelName, fileSha256, version: modelVersion } = row
  return { isBuiltIn: false, modelId, modelName, fileSha256, modelVersion, title: titleOf(row.manifest) }
}

const titleOf = (manifest: unknown): { zh: string; en: string } =>
  (manifest as { title: { zh: string; en: string } }).title

async function refuseUnknownSources(tx: Tx, sourceIds: readonly string[]): Promise<void> {
  const known = await tx.source.findMany({ where: { id: { in: [...sourceIds] } }, select: { id: true } })
  const missing = sourceIds.findIndex((id) => !known.some((one) => one.id === id))
  if (missing >= 0)
    throw new Refusal('not_found', { what: 'source' }, [
      { path: `sourceIds.${missing}`, message: 'not_found' },
    ])
}

/** One at a time in the whole agency; of which who asks does not reach no more than its name is told. */
async function refuseOther(tx: Tx, at: number): Promise<void> {
  const where = { endedAt: null, endsAt: { gt: new Date(at) } }
  const running = await beyondReach(() => tx.shadowRun.findFirst({ where }))
  if (!running) return
  const { id, modelName: name, unitId } = running
  throw new Refusal('shadow_running', reachesUnit(unitId) ? { id, name } : { name })
}

/** Lets a model look beside those in force, one at a time: two would take twice the time, and be no surer. */
export function startShadow(
  { db, now, newId }: ShadowDeps,
  asked: Asked,
  actor: string,
): Promise<ShadowRunView> {
  return db.$transaction(async (tx) => {
    await takeLock(tx, 'shadow')
    const at = now()
    await refuseOther(tx, at)
    const sourceIds = [...new Set<string>(asked.sourceIds)]
    await refuseUnknownSources(tx, sourceIds)
    const model = await modelFor(tx, asked, at)
    const [id, endsAt] = [newId(), at + asked.hours * hourMs]
    const { cpuPercent } = asked
    const row = await tx.shadowRun.create({
      data: {
        id,
        ...model,
        sourceIds,
        cpuPercent,
        unitId: unitOfAsking(),
        startedById: actor,
        startedAt: new Date(at),
        endsAt: new Date(endsAt),
      },
      include: runInclude,
    })
    const facts = { name: model.modelName, sources: sourceIds.length, cpuPercent, until: endsAt }
    await appendAudit(tx, [{ at, actor, action: 'shadow.started', subject: `shadow/${id}`, facts }])
    return viewOf(tx, row)
  })
}
