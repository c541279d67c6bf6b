import { isRemotelyChecked, onSiteGap } from '../../law/on-site.ts'
import { profileOf } from '../alerts/profile-of.ts'
import { unseenBy, type lockAlert } from '../alerts/store.ts'
import { duplicateOf } from '../cases/propose-case.ts'
import type { Tx } from '../database/client.ts'
import { brokenLinks } from '../chains/chain-link.ts'
import type { Caller } from '../http/caller.ts'
import { modeOfFinding } from '../evidence-modes/store.ts'
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
  /** Code of administrative divisions of where it was; empty: not told. */
  readonly place: string
  /** Exhibits whose stored bytes are not what was sealed. */
  readonly altered: readonly string[]
  /** What the named matter asks more of the pictures, as they are. */
  readonly byMatter: ReviewFacts['byMatter']
}

type OfAlert = OfMatter & Pick<LockedAlert, 'sourceId' | 'closedAt'>

/** What a case of this alert has besides pictures, and how far those carried when it began. */
export async function groundsOf(tx: Tx, alert: OfAlert, at: number) {
  const handled = await handledOf(tx, alert)
  const { kind, closedAt } = alert
  const openedAt = alert.openedAt.getTime()
  const missing = rectifyMissing(kind, handled, at)
  return {
    handled,
    missing,
    mode: await modeOfFinding(tx, alert),
    onSiteMissing: onSiteGap(kind, handled.steps, { openedAt, rectifyMissing: missing }),
    hasRemote: isRemotelyChecked(handled.steps, { openedAt, until: closedAt?.getTime() ?? null }),
  }
}

/** All that a verdict on this alert is judged by, read under its lock. */
export async function reviewFacts(
  tx: Tx,
  alert: LockedAlert,
  { officer, at, place, altered, byMatter, ...typed }: Judging,
): Promise<FullFacts> {
  const { id: alertId, kind, status, findingId } = alert
  const plate = normalPlate(typed.plate)
  const ofAlert = { where: { alertId } }
  const { handled, missing, mode, onSiteMissing, hasRemote } = await groundsOf(tx, alert, at)
  const triagers = await tx.alertTriager.findMany(ofAlert)
  return {
    kind,
    status,
    at,
    place,
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
    profile: (await profileOf(tx, findingId))?.points ?? [],
    byMatter,
    onSiteMissing,
    mode,
    hasRemote,
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
