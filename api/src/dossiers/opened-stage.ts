import { rules } from '@sightline/detectors/rules/table'
import { CodedError } from '@sightline/infra/platform/error'
import { graceUntil, openedTold } from '../../law/opened.ts'
import type { OpenedTold } from '../../law/opened-told.ts'
import type { Tx } from '../database/client.ts'
import { invalid } from './invalid.ts'
import type { Effect } from './effect.ts'
import { alertFacts } from './alert-facts.ts'
import type { Arrival } from './store-dossier.ts'

const graceMsOf = ({ kind, rule }: Arrival['manifest']): number => rules[kind].timing(rule.params).graceMs

/** Who is told of it, as the source is set now. */
async function toldOf(tx: Tx, { manifest }: Arrival): Promise<OpenedTold> {
  const { kind, source } = manifest
  const { openedTold: bySource } = await tx.source.findUniqueOrThrow({
    where: { id: source.id },
    select: { openedTold: true },
  })
  return openedTold({ kind, graceMs: graceMsOf(manifest), bySource })
}

/** What nobody has on the wall, told to machines; or to nobody. */
async function toldWithout(tx: Tx, arrival: Arrival): Promise<Effect> {
  const isKept = (await toldOf(tx, arrival)) === 'kept'
  const { findingId } = arrival.manifest
  return { event: isKept ? null : { type: 'finding', id: findingId }, alertId: null, entries: [] }
}

/** A finding that opened: on the wall with its running grace, where people are to hear of it. One that was confirmed already stays as it is. */
export async function openAlert(tx: Tx, arrival: Arrival): Promise<Effect> {
  const { manifest, at, newId } = arrival
  const { findingId } = manifest
  const known = await tx.alert.findUnique({ where: { findingId } })
  if (known) return { event: null, alertId: known.id, entries: [] }
  if ((await toldOf(tx, arrival)) !== 'people') return toldWithout(tx, arrival)
  const id = newId()
  const until = graceUntil({
    openedAt: manifest.finding.openedAt,
    graceMs: graceMsOf(manifest),
    arrivedAt: at,
  })
  const stands = { status: 'opened', confirmedAt: null, graceUntil: new Date(until) } as const
  await tx.alert.create({ data: { id, ...(await alertFacts(tx, arrival)), ...stands } })
  const facts = { findingId, graceUntil: until }
  return {
    event: { type: 'alert', id, change: 'opened' },
    alertId: id,
    entries: [{ at, actor: 'worker', action: 'alert.opened', subject: `alert/${id}`, facts }],
  }
}

/**
 * The end of a finding before it was confirmed. Its opening comes first (`dossier_waits_for_opened`). What upkeep had ended for
 * want of news ends as its worker says after all.
 */
export async function endAlert(tx: Tx, arrival: Arrival): Promise<Effect> {
  const { manifest, at } = arrival
  const { findingId, finding } = manifest
  const stages = await tx.dossier.findMany({ where: { findingId }, select: { stage: true } })
  if (stages.some(({ stage }) => stage === 'confirmed')) throw invalid('stages_disagree')
  if (!stages.some(({ stage }) => stage === 'opened'))
    throw new CodedError('dossier_waits_for_opened', { findingId })
  const before = await tx.alert.findUnique({ where: { findingId } })
  if (!before) return toldWithout(tx, arrival)
  const { id, status: from } = before
  const ended = { closedAt: new Date(finding.at), closeReason: finding.reason, endedAt: new Date(at) }
  await tx.alert.update({
    where: { id },
    data: { status: 'unconfirmed', version: { increment: 1 }, ...ended },
  })
  const facts = { from, to: 'unconfirmed', closeReason: finding.reason }
  return {
    event: { type: 'alert', id, change: 'changed' },
    alertId: id,
    entries: [{ at, actor: 'worker', action: 'alert.ended', subject: `alert/${id}`, facts }],
  }
}
