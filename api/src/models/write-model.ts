import type { z } from 'zod'
import type { modelActionSchema, OwnManifestText } from '../../contract/models.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { Prisma } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { changeModel, type Seen } from './change-model.ts'
import { insertModel, type ModelView } from './store.ts'
import { runningModels } from './worker-models.ts'

export type ModelDeps = Pick<Deps, 'db' | 'now' | 'newId'>

/** What was tried, or is being tried, is no longer what it is. */
export const untried = { trial: Prisma.DbNull, triedAt: null, trialUntil: null }

const nameTaken = (name: string): Refusal =>
  new Refusal('name_taken', { name }, [{ path: 'manifest.name', message: 'name_taken' }])

/** A name that workers run and the register does not have is built in, or was put into a model folder by hand. */
async function refuseBuiltIn(deps: ModelDeps, name: string): Promise<void> {
  const { db } = deps
  const isRun = (await runningModels(deps)).some(({ models }) => models.some((model) => model.name === name))
  if (isRun && (await db.model.findUnique({ where: { name } })) === null) throw nameTaken(name)
}

async function withFreeName<T>(deps: ModelDeps, name: string, write: () => Promise<T>): Promise<T> {
  await refuseBuiltIn(deps, name)
  try {
    return await write()
  } catch (error) {
    throw isUniqueConflict(error) ? nameTaken(name) : error
  }
}

/** Parsed JSON, which is all that a manifest can hold. */
const toJson = (manifest: OwnManifestText) => manifest as Prisma.InputJsonObject

/** A draft: a manifest, and no file yet. */
export function createModel(deps: ModelDeps, manifest: OwnManifestText, actor: string): Promise<ModelView> {
  const { db, now, newId } = deps
  const { name } = manifest
  const [id, at] = [newId(), now()]
  const stored = { id, name, manifest: toJson(manifest), createdById: actor, createdAt: new Date(at) }
  return withFreeName(deps, name, () =>
    db.$transaction(async (tx) => {
      const model = await insertModel(tx, stored)
      const facts = { name, manifest: toJson(manifest) }
      await appendAudit(tx, [{ at, actor, action: 'network.created', subject: `network/${id}`, facts }])
      return model
    }),
  )
}

/** Another manifest: a draft again, with the file it had. */
export function changeManifest(
  deps: ModelDeps,
  { seen, actor }: { seen: Seen; actor: string },
  manifest: OwnManifestText,
): Promise<ModelView> {
  const { name } = manifest
  return withFreeName(deps, name, () =>
    changeModel(deps, { seen, actor }, () => ({
      step: 'change',
      action: 'network.manifest_changed',
      data: { name, manifest: toJson(manifest), ...untried },
      facts: { manifest: toJson(manifest) },
    })),
  )
}

type Action = z.output<typeof modelActionSchema>['action']

/** Workers run it, or no longer, from their next call on. */
export function switchModel(
  deps: ModelDeps,
  { seen, actor }: { seen: Seen; actor: string },
  action: Action,
): Promise<ModelView> {
  const at = new Date(deps.now())
  return changeModel(deps, { seen, actor }, ({ fileSha256, enabledAt }) => ({
    step: action,
    action: action === 'enable' ? 'network.enabled' : 'network.disabled',
    data: action === 'enable' ? { enabledAt: enabledAt ?? at } : {},
    facts: { sha256: fileSha256 },
  }))
}
