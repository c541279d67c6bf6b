import { partOf } from '../../contract/dossier.ts'
import { CodedError } from '@sightline/infra/platform/error'
import { mergePlaceOf, regroup } from '../alerts/regroup.ts'
import type { Tx } from '../database/client.ts'
import { found } from '../refusal.ts'
import { lookedUp } from '../permits/lookup.ts'
import { alertFacts } from './alert-facts.ts'
import type { Effect } from './effect.ts'
import { invalid } from './invalid.ts'
import { knowFinding } from './know-finding.ts'
import { makesClue } from './makes-clue.ts'
import { endAlert, openAlert } from './opened-stage.ts'
import { remindOpened } from './remind-opened.ts'
import type { Arrival } from './store-dossier.ts'
import { suspendMoved } from './suspend-moved.ts'

/** What a confirmation says may not be what its worker said ended before it. */
async function refuseEnded(tx: Tx, { manifest: { findingId } }: Arrival): Promise<void> {
  const ended = await tx.dossier.findFirst({ where: { findingId, stage: 'closed' } })
  if (ended) throw invalid('stages_disagree')
}

/**
 * An alert stands before people who decide from the first part of its confirmed stage on, in its group: the one that they saw
 * open, whatever was thought of it meanwhile, or a new one. Its times count from here.
 */
async function confirmAlert(tx: Tx, arrival: Arrival): Promise<Effect> {
  const { manifest, at, newId } = arrival
  await refuseEnded(tx, arrival)
  const { findingId, kind, finding, source } = manifest
  const facts = await alertFacts(tx, arrival)
  const { unitId, findingId: _same, ...learnt } = facts
  const { openedAt } = facts
  const mergePlace = mergePlaceOf({ kind, unitId, place: source.place, sourceId: source.id })
  const confirmed = { ...learnt, status: 'new', mergePlace, confirmedAt: new Date(finding.at) } as const
  const before = await tx.alert.findUnique({ where: { findingId } })
  const id = before?.id ?? newId()
  if (before) {
    const notEnded = { closedAt: null, closeReason: null, endedAt: null, version: { increment: 1 } }
    await tx.alert.update({ where: { id }, data: { ...confirmed, ...notEnded } })
  } else await tx.alert.create({ data: { id, findingId, unitId, ...confirmed } })
  const { isNews } = await regroup(tx, { id, kind, mergePlace, openedAt })
  const told = { at, actor: 'worker', subject: `alert/${id}` } as const
  const said = before
    ? { ...told, action: 'alert.confirmed' as const, facts: { findingId, from: before.status, to: 'new' } }
    : { ...told, action: 'alert.created' as const, facts: { findingId } }
  return {
    event: { type: 'alert', id, change: isNews ? 'created' : 'changed' },
    alertId: id,
    entries: [said, ...(await lookedUp(tx, arrival, id)), ...(await suspendMoved(tx, arrival))],
  }
}

const changed = (id: string): Effect => ({
  event: { type: 'alert', id, change: 'changed' },
  alertId: id,
  entries: [],
})

/** What is not known yet can only speak against the pictures: a clue stays one. */
async function supplementAlert(tx: Tx, arrival: Arrival): Promise<Effect> {
  const { findingId } = arrival.manifest
  const alert = found(await tx.alert.findUnique({ where: { findingId } }), 'alert')
  if (makesClue(arrival)) await tx.alert.update({ where: { id: alert.id }, data: { standing: 'clue' } })
  return changed(alert.id)
}

/** The end of the stay: the alert learns when and why, whatever became of it. A clue at the end makes it a clue. */
async function closeAlert(tx: Tx, arrival: Arrival): Promise<Effect> {
  const { findingId, finding } = arrival.manifest
  const alert = await tx.alert.findUnique({ where: { findingId } })
  if (!alert || alert.confirmedAt === null) throw new CodedError('dossier_waits_for_confirmed', { findingId })
  const closing = { closedAt: new Date(finding.at), closeReason: finding.reason }
  await tx.alert.update({
    where: { id: alert.id },
    data: { ...closing, ...(makesClue(arrival) ? { standing: 'clue' } : {}) },
  })
  return changed(alert.id)
}

/** It is on the wall, and whoever is there is told, where both are meant so. */
async function openedEffect(tx: Tx, arrival: Arrival): Promise<Effect> {
  const effect = await openAlert(tx, arrival)
  await remindOpened(tx, arrival)
  return effect
}

/** What follows from a part of a stage for the alert of its finding. */
export async function takeEffect(tx: Tx, arrival: Arrival): Promise<Effect> {
  const { manifest } = arrival
  const { stage, finding } = manifest
  await knowFinding(tx, arrival)
  if (stage === 'opened') return openedEffect(tx, arrival)
  if (stage === 'closed')
    return finding.wasConfirmed === false ? endAlert(tx, arrival) : closeAlert(tx, arrival)
  return partOf(manifest) === 'supplement' ? supplementAlert(tx, arrival) : confirmAlert(tx, arrival)
}
