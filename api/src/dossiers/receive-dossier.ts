import type { Manifest } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { CodedError } from '@sightline/infra/platform/error'
import type { Objects } from '@sightline/infra/platform/objects'
import { mergePlaceOf, regroup } from '../alerts/regroup.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { notify } from '../live/notify.ts'
import { lookedUp } from '../permits/lookup.ts'
import { checkDossier, invalid, manifestHash } from './check-dossier.ts'
import { storeDossier, trustKey, type Arrival } from './store-dossier.ts'

export interface IntakeDeps extends Pick<Deps, 'db' | 'now' | 'newId'> {
  readonly objects: Pick<Objects, 'stat'>
  readonly pinnedKeys: readonly string[]
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

/** What became of an alert: `isNews` where someone is to be called. */
interface Changed {
  readonly id: string
  readonly isNews: boolean
}

/** An alert stands for the finding from its confirmed stage on, in its group. */
async function openAlert(tx: Tx, { manifest, at, newId }: Arrival): Promise<Changed> {
  const { findingId, kind, finding, source, zone, rule, standing } = manifest
  const openedAt = new Date(finding.openedAt)
  const versions = { zoneId: zone.id, zoneVersion: zone.version, ruleId: rule.id, ruleVersion: rule.version }
  await tx.finding.create({ data: { id: findingId, kind, sourceId: source.id, ...versions, openedAt } })
  const id = newId()
  const mergePlace = mergePlaceOf({ kind, place: source.place, sourceId: source.id })
  await tx.alert.create({
    data: {
      id,
      findingId,
      kind,
      fault: finding.fault ?? null,
      sourceId: source.id,
      sourceName: source.name,
      place: source.place,
      zoneName: zone.name,
      mergePlace,
      standing,
      openedAt,
      confirmedAt: new Date(finding.at),
      arrivedAt: new Date(at),
    },
  })
  return { id, isNews: await regroup(tx, { id, kind, mergePlace, openedAt }) }
}

/** The end of the stay: the alert learns when and why, whatever became of it. A clue at the end makes it a clue. */
async function closeAlert(tx: Tx, { manifest }: Arrival): Promise<Changed> {
  const { findingId, finding, kind, source, standing } = manifest
  const alert = await tx.alert.findUnique({ where: { findingId } })
  if (!alert) throw new CodedError('dossier_waits_for_confirmed', { findingId })
  const isSame =
    alert.kind === kind && alert.sourceId === source.id && alert.openedAt.getTime() === finding.openedAt
  if (!isSame) throw invalid('stages_disagree')
  const closing = { closedAt: new Date(finding.at), closeReason: finding.reason }
  await tx.alert.update({
    where: { id: alert.id },
    data: { ...closing, ...(standing === 'clue' ? { standing } : {}) },
  })
  return { id: alert.id, isNews: false }
}

const toEntries = (arrival: Arrival, alertId: string, facts: object): NewAuditEntry[] => {
  const { manifest, at } = arrival
  const { findingId, stage, standing } = manifest
  const received = {
    at,
    actor,
    action: 'dossier.received' as const,
    subject: `finding/${findingId}`,
    facts: { alertId, stage, standing, exhibits: manifest.exhibits.length, ...facts },
  }
  const created = {
    at,
    actor,
    action: 'alert.created' as const,
    subject: `alert/${alertId}`,
    facts: { findingId },
  }
  return stage === 'confirmed' ? [received, created] : [received]
}

async function storeOnce(tx: Tx, arrival: Arrival): Promise<Received> {
  const { findingId, stage, source, chain } = arrival.manifest
  await takeLockOf(tx, `finding/${findingId}`)
  const known = await tx.dossier.findUnique({ where: { findingId_stage: { findingId, stage } } })
  if (known?.manifestSha256 === manifestHash(arrival.submitted.manifest)) return 'known'
  if (known) throw invalid('other_content_under_same_id')
  if (!(await tx.source.findUnique({ where: { id: source.id } }))) throw invalid('source_unknown')
  const keyFirstSeen = await trustKey(tx, arrival)
  const alert = stage === 'confirmed' ? await openAlert(tx, arrival) : await closeAlert(tx, arrival)
  const { chainLink, sha256 } = await storeDossier(tx, arrival)
  await notify(tx, { type: 'alert', id: alert.id, change: alert.isNews ? 'created' : 'changed' })
  const facts = {
    manifestSha256: sha256,
    keyId: chain.keyId,
    sequence: chain.sequence,
    chainLink,
    keyFirstSeen,
  }
  const permits = stage === 'confirmed' ? await lookedUp(tx, arrival, alert.id) : []
  await appendAudit(tx, [...toEntries(arrival, alert.id, facts), ...permits])
  return 'stored'
}

/** Written once per submission however often the queue tries it. */
async function recordRefusal(
  { db, now }: IntakeDeps,
  submitted: DossierSubmitted,
  refusal: Refusal,
): Promise<void> {
  const subject = `finding/${submitted.findingId}`
  const manifestSha256 = manifestHash(submitted.manifest)
  const facts = { stage: submitted.stage, manifestSha256, problem: String(refusal.facts['problem']) }
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
  const manifest: Manifest = checkDossier(submitted)
  await refuseAbsentObjects(deps, submitted)
  const { newId, pinnedKeys } = deps
  return deps.db.$transaction((tx) =>
    storeOnce(tx, { submitted, manifest, at: deps.now(), newId, pinnedKeys }),
  )
}

/**
 * Takes in a sealed dossier, once: the same again changes nothing, other content under the same id is refused and
 * recorded. A closed stage that overtook its confirmed one throws `dossier_waits_for_confirmed`: the queue tries again.
 */
export async function receiveDossier(deps: IntakeDeps, submitted: DossierSubmitted): Promise<Received> {
  try {
    return await receive(deps, submitted)
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(deps, submitted, error)
    throw error
  }
}
