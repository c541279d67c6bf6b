import { isOnSite } from '../../law/on-site.ts'
import { unseenBy, type lockAlert } from '../alerts/store.ts'
import { duplicateOf } from '../cases/propose-case.ts'
import type { Tx } from '../database/client.ts'
import { brokenLinks } from '../chains/chain-link.ts'
import type { Caller } from '../http/caller.ts'
import { matterOf } from '../matters/store.ts'
import { toListed } from '../permits/hits.ts'
import { permitsOfAlert } from '../permits/lookup.ts'
import { machinePlateOf } from '../plates/machine-plate-of.ts'
import { normalPlate } from '../../law/plate.ts'
import { rectifyMissing } from '../../law/rectify.ts'
import type { ReviewFacts } from '../../law/review-guards.ts'
import { handledOf, type OfMatter } from '../steps/store.ts'
import { untrustedKeys } from '../worker-keys/key-state.ts'
import { clueReasonsOf, isZoneReplaced } from './grounds-of-finding.ts'
import { hintOfFinding } from './hint-of-finding.ts'
import { wasRefused } from './plate-refusal.ts'

export type LockedAlert = Awaited<ReturnType<typeof lockAlert>>

/** With the permits as a review keeps them. */
export interface FullFacts extends ReviewFacts {
  readonly permits: ReturnType<typeof toListed>
}

export interface Judging {
  readonly officer: Caller['person']
  readonly at: number
  /** As the officer typed it. */
  readonly plate: string | null
  readonly hasNoPlate: boolean
  /** Exhibits whose stored bytes are not what was sealed. */
  readonly altered: readonly string[]
}

/** Whether an officer met the matter itself, as it stands now. */
export async function hasOnSiteRecord(tx: Tx, alert: OfMatter, at: number): Promise<boolean> {
  const handled = await handledOf(tx, alert)
  const { kind, openedAt } = alert
  const missing = rectifyMissing(kind, handled, at)
  return isOnSite(kind, handled.steps, { openedAt: openedAt.getTime(), rectifyMissing: missing })
}

/** All that a verdict on this alert is judged by, read under its lock. */
export async function reviewFacts(
  tx: Tx,
  alert: LockedAlert,
  { officer, at, altered, ...typed }: Judging,
): Promise<FullFacts> {
  const { id: alertId, kind, status, findingId } = alert
  const plate = normalPlate(typed.plate)
  const ofAlert = { where: { alertId } }
  const handled = await handledOf(tx, alert)
  const missing = rectifyMissing(kind, handled, at)
  const triagers = await tx.alertTriager.findMany(ofAlert)
  return {
    kind,
    status,
    at,
    officer,
    triagers: triagers.map((triager) => triager.personId),
    reviews: await tx.review.findMany({ where: { alertId, round: alert.round } }),
    machinePlate: await machinePlateOf(tx, findingId),
    wasPlateRefused: await wasRefused(tx, {
      alertId,
      officerId: officer.id,
      plate,
      hasNoPlate: typed.hasNoPlate,
    }),
    permits: toListed(await permitsOfAlert(tx, alert), plate),
    rectifyMissing: missing,
    clueReasons: await clueReasonsOf(tx, findingId),
    hasOnSite: isOnSite(kind, handled.steps, { openedAt: alert.openedAt.getTime(), rectifyMissing: missing }),
    isZoneReplaced: await isZoneReplaced(tx, findingId),
    noOrderBasis: (await matterOf(tx, kind)).noOrderBasis,
    unseen: await unseenBy(tx, findingId, officer.id),
    altered,
    brokenLinks: await brokenLinks(tx, findingId),
    untrustedKeys: await untrustedKeys(tx, findingId),
    hint: await hintOfFinding(tx, findingId),
    hasOrder: handled.steps.some((step) => step.kind === 'order'),
    duplicateOf: plate === null ? null : await duplicateOf(tx, { ...alert, alertId, plate }),
  }
}
