import type { z } from 'zod'
import type { networkActionSchema, OwnManifestText } from '../../contract/networks.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { Prisma } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { changeNetwork, type Seen } from './change-network.ts'
import { insertNetwork, type NetworkView } from './store.ts'
import { runningNetworks } from './worker-networks.ts'

export type NetworkDeps = Pick<Deps, 'db' | 'now' | 'newId'>

/** What was tried, or is being tried, is no longer what it is. */
export const untried = { trial: Prisma.DbNull, triedAt: null, trialUntil: null }

const nameTaken = (name: string): Refusal =>
  new Refusal('name_taken', { name }, [{ path: 'manifest.name', message: 'name_taken' }])

/** A name that workers run and the register does not have is built in, or was put into a model folder by hand. */
async function refuseBuiltIn(deps: NetworkDeps, name: string): Promise<void> {
  const { db } = deps
  const isRun = (await runningNetworks(deps)).some(({ networks }) =>
    networks.some((network) => network.name === name),
  )
  if (isRun && (await db.network.findUnique({ where: { name } })) === null) throw nameTaken(name)
}

async function withFreeName<T>(deps: NetworkDeps, name: string, write: () => Promise<T>): Promise<T> {
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
export function createNetwork(
  deps: NetworkDeps,
  manifest: OwnManifestText,
  actor: string,
): Promise<NetworkView> {
  const { db, now, newId } = deps
  const { name } = manifest
  const [id, at] = [newId(), now()]
  const stored = { id, name, manifest: toJson(manifest), createdById: actor, createdAt: new Date(at) }
  return withFreeName(deps, name, () =>
    db.$transaction(async (tx) => {
      const network = await insertNetwork(tx, stored)
      const facts = { name, manifest: toJson(manifest) }
      await appendAudit(tx, [{ at, actor, action: 'network.created', subject: `network/${id}`, facts }])
      return network
    }),
  )
}

/** Another manifest: a draft again, with the file it had. */
export function changeManifest(
  deps: NetworkDeps,
  { seen, actor }: { seen: Seen; actor: string },
  manifest: OwnManifestText,
): Promise<NetworkView> {
  const { name } = manifest
  return withFreeName(deps, name, () =>
    changeNetwork(deps, { seen, actor }, () => ({
      step: 'change',
      action: 'network.manifest_changed',
      data: { name, manifest: toJson(manifest), ...untried },
      facts: { manifest: toJson(manifest) },
    })),
  )
}

type Action = z.output<typeof networkActionSchema>['action']

/** Workers run it, or no longer, from their next call on. */
export function switchNetwork(
  deps: NetworkDeps,
  { seen, actor }: { seen: Seen; actor: string },
  action: Action,
): Promise<NetworkView> {
  const at = new Date(deps.now())
  return changeNetwork(deps, { seen, actor }, ({ fileSha256, enabledAt }) => ({
    step: action,
    action: action === 'enable' ? 'network.enabled' : 'network.disabled',
    data: action === 'enable' ? { enabledAt: enabledAt ?? at } : {},
    facts: { sha256: fileSha256 },
  }))
}
