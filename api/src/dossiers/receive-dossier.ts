import { partOf, type Manifest } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { CodedError } from '@sightline/infra/platform/error'
import type { Objects } from '@sightline/infra/platform/objects'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { shareLockOf, takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { notify } from '../live/notify.ts'
import { manifestHash, verifiedManifest } from './verified-manifest.ts'
import { reasonsHere, refuseOtherKey, refuseUnregistered } from './check-registered.ts'
import type { Effect } from './effect.ts'
import { invalid } from './invalid.ts'
import { judgedProfile, toldOf } from './judge-profile.ts'
import { refuseFalseMeasures } from './refuse-false-measures.ts'
import { takeEffect } from './take-effect.ts'
import { keyReasonOf, keyStatesOf } from '../worker-keys/key-state.ts'
import { keepKey, standingNow, storeDossier, type Arrival } from './store-dossier.ts'

export interface IntakeDeps extends Pick<Deps, 'db' | 'now' | 'newId'> {
  readonly objects: Pick<Objects, 'stat' | 'readAll'>
}
export type Received = 'stored' | 'known'

const actor = 'worker'

/** The objects are where they are said to be, with the hash that was signed. */
async function refuseAbsentObjects({ objects }: IntakeDeps, submitted: DossierSubmitted): Promise<void> {
  for (const { name, key, versionId, sha256, bytes } of submitted.objects) {
    const stored = await objects.stat(key, versionId)
    if (stored.sha256 !== sha256 || stored.bytes !== bytes) throw invalid('object_differs', { exhibit: name })
  }
}

/** The first part of a stage is the one that its supplement names; a stage is whole or in parts, never both. */
async function refuseOtherParts(tx: Tx, { manifest }: Pick<Arrival, 'manifest'>): Promise<void> {
  const { findingId, stage, link } = manifest
  const parts = await tx.dossier.findMany({ where: { findingId, stage } })
  const isWhole = parts.some(({ part }) => part === 'whole')
  if (isWhole || (!link && parts.length > 0)) throw invalid('stage_whole_and_in_parts')
  if (link?.part !== 'supplement') return
  const first = parts.find(({ part }) => part === 'first')
  if (!first) throw new CodedError('dossier_waits_for_first', { findingId, stage })
  if (first.manifestSha256 !== link.first) throw invalid('supplement_of_another')
}

const toEntries = (arrival: Arrival, { alertId, entries }: Effect, facts: object): NewAuditEntry[] => {
  const { manifest, at } = arrival
  const { findingId, stage } = manifest
  const standing = standingNow(arrival)
  const part = partOf(manifest)
  const received = {
    at,
    actor,
    action: 'dossier.received' as const,
    subject: `finding/${findingId}`,
    facts: { alertId, stage, part, standing, exhibits: manifest.exhibits.length, ...facts },
  }
  return [received, ...entries]
}

/** How its worker's key stands, held against who decides about it until this dossier is in. */
async function stateOfKey(tx: Tx, { manifest: { chain }, at }: Pick<Arrival, 'manifest' | 'at'>) {
  await shareLockOf(tx, `key/${chain.keyId}`)
  const [state = 'waiting'] = await keyStatesOf(tx, [{ keyId: chain.keyId, receivedAt: new Date(at) }])
  return state
}

async function storeOnce(
  tx: Tx,
  arriving: Omit<Arrival, 'clueReasons' | 'keyReasons' | 'profile'>,
): Promise<Received> {
  const { manifest } = arriving
  const { findingId, stage, chain } = manifest
  const part = partOf(manifest)
  await takeLockOf(tx, `finding/${findingId}`)
  const known = await tx.dossier.findUnique({ where: { findingId_stage_part: { findingId, stage, part } } })
  if (known?.manifestSha256 === manifestHash(arriving.submitted.manifest)) return 'known'
  if (known) throw invalid('other_content_under_same_id')
  await refuseUnregistered(tx, manifest)
  await refuseOtherKey(tx, manifest)
  await refuseOtherParts(tx, arriving)
  const keyFirstSeen = await keepKey(tx, arriving)
  const keyState = await stateOfKey(tx, arriving)
  const keyReasons = keyReasonOf[keyState]
  const profile = await judgedProfile(tx, manifest)
  const clueReasons = await reasonsHere(tx, manifest, profile)
  const arrival = { ...arriving, profile, clueReasons, keyReasons }
  const effect = await takeEffect(tx, arrival)
  const { chainLink, sha256 } = await storeDossier(tx, arrival)
  if (effect.event) await notify(tx, effect.event)
  const facts = {
    manifestSha256: sha256,
    keyId: chain.keyId,
    sequence: chain.sequence,
    chainLink,
    keyFirstSeen,
    keyState,
    ...(clueReasons.length > 0 ? { clueReasons: [...clueReasons] } : {}),
    ...(profile ? toldOf(profile) : {}),
  }
  await appendAudit(tx, toEntries(arrival, effect, facts))
  return 'stored'
}

/** Codes of what no second try mends, besides our own refusals. */
const hopeless: readonly string[] = ['public_key_invalid', 'object_not_found']

/** Whether a dossier is not what it should be, or is not there: the same again would be refused again. */
export const isRefused = (error: unknown): error is CodedError =>
  error instanceof Refusal || (error instanceof CodedError && hopeless.includes(error.code))

const problemOf = ({ code, facts }: CodedError): string =>
  code === 'dossier_invalid' ? String(facts['problem']) : code

/** Written once per submission however often the queue tries it. */
async function recordRefusal(
  { db, now }: IntakeDeps,
  submitted: DossierSubmitted,
  refusal: CodedError,
): Promise<void> {
  const subject = `finding/${submitted.findingId}`
  const manifestSha256 = manifestHash(submitted.manifest)
  const { stage, part } = submitted
  const facts = { stage, part, manifestSha256, problem: problemOf(refusal) }
  await db.$transaction(async (tx) => {
    const same = Object.entries(facts).map(([key, equals]) => ({ facts: { path: [key], equals } }))
    const isWritten = await tx.auditEntry.findFirst({
      where: { subject, action: 'dossier.refused', AND: same },
    })
    if (isWritten) return
    await appendAudit(tx, [{ at: now(), actor, action: 'dossier.refused', subject, facts }])
  })
}

async function receive(deps: IntakeDeps, submitted: DossierSubmitted): Promise<Received> {
  const manifest: Manifest = verifiedManifest(submitted, deps.now())
  await refuseAbsentObjects(deps, submitted)
  await refuseFalseMeasures(deps, { manifest, submitted })
  const { newId } = deps
  return deps.db.$transaction((tx) => storeOnce(tx, { submitted, manifest, at: deps.now(), newId }))
}

/**
 * Takes in a sealed dossier, once: the same again changes nothing, other content under the same id is refused and
 * recorded. What overtook the part it follows throws (`dossier_waits_for_opened`, `_for_confirmed`, `_for_first`): the
 * queue tries again.
 */
export async function receiveDossier(deps: IntakeDeps, submitted: DossierSubmitted): Promise<Received> {
  try {
    return await receive(deps, submitted)
  } catch (error) {
    if (isRefused(error)) await recordRefusal(deps, submitted, error)
    throw error
  }
}
