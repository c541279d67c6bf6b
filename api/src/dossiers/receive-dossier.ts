import { partOf, type Manifest } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { CodedError } from '@sightline/infra/platform/error'
import type { Objects } from '@sightline/infra/platform/objects'
import { mergePlaceOf, regroup } from '../alerts/regroup.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { shareLockOf, takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import type { LiveEvent } from '../../contract/live.ts'
import { notify } from '../live/notify.ts'
import { lookedUp } from '../permits/lookup.ts'
import { manifestHash, verifiedManifest } from './verified-manifest.ts'
import { reasonsHere, refuseOtherKey, refuseUnregistered } from './check-registered.ts'
import { invalid } from './invalid.ts'
import { judgedProfile, toldOf } from './judge-profile.ts'
import { knowFinding } from './know-finding.ts'
import { makesClue } from './makes-clue.ts'
import { refuseFalseMeasures } from './refuse-false-measures.ts'
import { suspendMoved } from './suspend-moved.ts'
import { keyReasonOf, keyStatesOf } from '../worker-keys/key-state.ts'
import { remindOpened } from './remind-opened.ts'
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

/** An alert stands for the finding from the first part of its confirmed stage on, in its group. */
async function openAlert(tx: Tx, arrival: Arrival): Promise<LiveEvent> {
  const { manifest, at, newId } = arrival
  const { findingId, kind, finding, source, zone, network } = manifest
  const openedAt = new Date(finding.openedAt)
  const id = newId()
  const { unitId } = await tx.finding.findUniqueOrThrow({ where: { id: findingId } })
  const mergePlace = mergePlaceOf({ kind, unitId, place: source.place, sourceId: source.id })
  await tx.alert.create({
    data: {
      id,
      findingId,
      kind,
      fault: finding.fault ?? null,
      sourceId: source.id,
      sourceName: source.name,
      place: source.place,
      unitId,
      zoneName: zone.name,
      mergePlace,
      standing: standingNow(arrival),
      modelName: network?.name ?? null,
      modelSha256: network?.sha256 ?? null,
      openedAt,
      confirmedAt: new Date(finding.at),
      arrivedAt: new Date(at),
    },
  })
  const { isNews } = await regroup(tx, { id, kind, mergePlace, openedAt })
  return { type: 'alert', id, change: isNews ? 'created' : 'changed' }
}

/** What is not known yet can only speak against the pictures: a clue stays one. */
async function supplementAlert(tx: Tx, arrival: Arrival): Promise<LiveEvent> {
  const { findingId } = arrival.manifest
  const alert = found(await tx.alert.findUnique({ where: { findingId } }), 'alert')
  if (makesClue(arrival)) await tx.alert.update({ where: { id: alert.id }, data: { standing: 'clue' } })
  return { type: 'alert', id: alert.id, change: 'changed' }
}

/** The end of the stay: the alert learns when and why, whatever became of it. A clue at the end makes it a clue. */
async function closeAlert(tx: Tx, arrival: Arrival): Promise<LiveEvent> {
  const { findingId, finding } = arrival.manifest
  const alert = await tx.alert.findUnique({ where: { findingId } })
  if (!alert) throw new CodedError('dossier_waits_for_confirmed', { findingId })
  const closing = { closedAt: new Date(finding.at), closeReason: finding.reason }
  await tx.alert.update({
    where: { id: alert.id },
    data: { ...closing, ...(makesClue(arrival) ? { standing: 'clue' } : {}) },
  })
  return { type: 'alert', id: alert.id, change: 'changed' }
}

/** What follows from a part of a stage. Of an opened one only that it is known. */
async function takeEffect(tx: Tx, arrival: Arrival): Promise<LiveEvent> {
  const { findingId, stage } = arrival.manifest
  await knowFinding(tx, arrival)
  if (stage === 'opened') await remindOpened(tx, arrival)
  if (stage === 'opened') return { type: 'finding', id: findingId }
  if (stage === 'closed') return closeAlert(tx, arrival)
  return isSupplement(arrival) ? supplementAlert(tx, arrival) : openAlert(tx, arrival)
}

const isSupplement = ({ manifest }: Arrival): boolean => partOf(manifest) === 'supplement'

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

const toEntries = (arrival: Arrival, event: LiveEvent, facts: object): NewAuditEntry[] => {
  const { manifest, at } = arrival
  const { findingId, stage } = manifest
  const standing = standingNow(arrival)
  const part = partOf(manifest)
  const alertId = event.type === 'alert' ? event.id : null
  const received = {
    at,
    actor,
    action: 'dossier.received' as const,
    subject: `finding/${findingId}`,
    facts: { alertId, stage, part, standing, exhibits: manifest.exhibits.length, ...facts },
  }
  const created = {
    at,
    actor,
    action: 'alert.created' as const,
    subject: `alert/${alertId}`,
    facts: { findingId },
  }
  return isNewAlert(arrival) ? [received, created] : [received]
}

const isNewAlert = (arrival: Arrival): boolean =>
  arrival.manifest.stage === 'confirmed' && !isSupplement(arrival)

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
  const event = await takeEffect(tx, arrival)
  const suspended = isNewAlert(arrival) ? await suspendMoved(tx, arrival) : []
  const { chainLink, sha256 } = await storeDossier(tx, arrival)
  await notify(tx, event)
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
  const permits = event.type === 'alert' && isNewAlert(arrival) ? await lookedUp(tx, arrival, event.id) : []
  await appendAudit(tx, [...toEntries(arrival, event, facts), ...permits, ...suspended])
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
 * recorded. What overtook the part it follows throws (`dossier_waits_for_confirmed`, `dossier_waits_for_first`): the
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
