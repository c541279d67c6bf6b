import { confirmedAtOf } from '../alerts/confirmed-at.ts'
import type { CaseFacts } from '../../law/case-moves.ts'
import type { Failure } from '../../law/failure.ts'
import { groundFailures } from '../../law/on-site.ts'
import type { lockAlert } from '../alerts/store.ts'
import { stateOf, type CaseRow } from '../cases/store.ts'
import { duplicateOf } from '../cases/propose-case.ts'
import { brokenLinks } from '../chains/chain-link.ts'
import { profileOf } from '../alerts/profile-of.ts'
import { lawOf } from '../catalogue/store.ts'
import type { Tx } from '../database/client.ts'
import { clueReasonsOf } from '../reviews/grounds-of-finding.ts'
import { authorityAt, knownLaw, type Agency } from '../reviews/matter-facts.ts'
import { groundsOf } from '../reviews/review-facts.ts'
import { stepsOf } from '../steps/store.ts'
import { pointsByMatter } from '../reviews/points-by-matter.ts'
import { regionAt } from '../units/region-at.ts'
import { untrustedKeys } from '../worker-keys/key-state.ts'

type AlertRow = Awaited<ReturnType<typeof lockAlert>>

export interface Looking extends Agency {
  readonly at: number
  readonly filing: 'here' | 'city'
  /** Exhibits whose stored bytes are not what was sealed; null: not asked, for nothing is filed. */
  readonly altered: readonly string[] | null
}

/** The case that answers for this stay already, unless its officers decided that this is another event. */
async function duplicateFailure(tx: Tx, row: CaseRow): Promise<Failure[]> {
  const { plate, alert, proposedAt } = row
  if (plate === null) return []
  const other = await duplicateOf(tx, { ...alert, alertId: alert.id, plate }, proposedAt)
  const ofRound = alert.reviews.filter(({ round }) => round === row.round)
  const isDecided = ofRound.length > 1 && ofRound.every(({ isNewEvent }) => isNewEvent)
  if (other === null || (!other.isProven && isDecided)) return []
  return [{ code: 'case_dup', facts: { ...other } }]
}

/** What its officers named, and with which id. */
const namedIn = ({ alert, round }: CaseRow) =>
  alert.reviews.filter((review) => review.round === round).at(-1)?.matter ?? null

/** What the matter of a case asks more of its pictures: of the day of the act, as the catalogue is known now. */
async function asksMoreOf(tx: Tx, row: CaseRow): ReturnType<typeof pointsByMatter> {
  const entryId = namedIn(row)?.entryId ?? null
  if (entryId === null) return []
  const matters = await lawOf(tx, 'matters')
  return pointsByMatter(tx, row.alert, { matters, named: matters.find(({ id }) => id === entryId) ?? null })
}

/** What the evidence of a case lacks now: what held when two officers agreed may have been shown wrong since. */
async function evidenceFailures(
  tx: Tx,
  row: CaseRow,
  { at, altered }: { at: number; altered: readonly string[] },
): Promise<Failure[]> {
  const { findingId, kind } = row.alert
  const broken = await brokenLinks(tx, findingId)
  const keys = await untrustedKeys(tx, findingId)
  const { mode, onSiteMissing, hasRemote } = await groundsOf(tx, row.alert, at)
  const clueReasons = await clueReasonsOf(tx, findingId)
  const profile = (await profileOf(tx, findingId))?.points ?? []
  const byMatter = await asksMoreOf(tx, row)
  const grounds = groundFailures({
    kind,
    clueReasons,
    profile,
    byMatter,
    mode,
    onSiteMissing,
    hasRemote,
  })
  return [
    ...grounds,
    ...(broken.length > 0 ? [{ code: 'ev_chain_broken' as const, facts: { broken } }] : []),
    ...(keys.length > 0 ? [{ code: 'ev_key_untrusted' as const, facts: { keys } }] : []),
    ...(altered.length > 0 ? [{ code: 'ev_hash' as const, facts: { altered } }] : []),
    ...(await duplicateFailure(tx, row)),
  ]
}

/**
 * Whoever had a hand in it before it came to the head: triaged, reviewed, recorded a step, also one of another alert of the matter
 * that counts for this one, or was on site as the second officer.
 */
async function involvedIn(tx: Tx, alert: AlertRow): Promise<CaseFacts['involved']> {
  const where = { alertId: alert.id }
  const triagers = await tx.alertTriager.findMany({ where })
  const reviews = await tx.review.findMany({ where, select: { officerId: true } })
  const steps = await stepsOf(tx, alert)
  const ofSteps = { stepId: { in: steps.map(({ id }) => id) }, secondOfficerId: { not: null } }
  const attended = await tx.siteRecord.findMany({ where: ofSteps, select: { secondOfficerId: true } })
  return {
    triager: triagers.map((one) => one.personId),
    reviewer: reviews.map((one) => one.officerId),
    recorder: [
      ...steps.map(({ recordedBy }) => recordedBy.id),
      ...attended.flatMap(({ secondOfficerId }) => secondOfficerId ?? []),
    ],
  }
}

/** Whether this agency may handle today what its officers named. */
async function authorityOf(tx: Tx, row: CaseRow, looking: Looking): Promise<CaseFacts['authority']> {
  const code = namedIn(row)?.matterCode
  if (!code) return 'unknown'
  const regionCode = await regionAt(tx, { unitId: row.alert.unitId, regionCode: looking.regionCode })
  const answer = authorityAt(await knownLaw(tx), code, { ...looking, regionCode })
  if (answer.state !== 'other') return answer.state
  return { agencies: [...new Set(answer.by.map(({ agency }) => agency))] }
}

/** All that a move of a case is judged by, read under the lock of its alert. */
export async function filingFacts(
  tx: Tx,
  { row, alert }: { row: CaseRow; alert: AlertRow },
  looking: Looking,
): Promise<CaseFacts> {
  const { at, filing, altered } = looking
  return {
    ...stateOf(row),
    id: row.id,
    at,
    filing,
    involved: await involvedIn(tx, alert),
    actEndedAt: (alert.closedAt ?? confirmedAtOf(alert)).getTime(),
    authority: await authorityOf(tx, row, looking),
    evidence: altered === null ? [] : await evidenceFailures(tx, row, { at, altered }),
  }
}
