import type { z } from 'zod'
import type { newReviewSchema } from '../../contract/alerts.ts'
import { lawOf } from '../../law/kinds.ts'
import { unconfirmedFailure } from '../../law/opened.ts'
import type { PermitAnswer } from '../../law/permits.ts'
import type { DetailDeps } from '../alerts/detail.ts'
import { awaitedStages, lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import { lockFiling, proposeCase } from '../cases/propose-case.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { refuseExpired } from '../keeping/expired.ts'
import { notify } from '../live/notify.ts'
import { normalPlate } from '../../law/plate.ts'
import { refuse, Refusal } from '../refusal.ts'
import type { Caller } from '../http/caller.ts'
import {
  differsFromMachine,
  type ReviewFacts,
  reviewFailures,
  statusAfter,
  waiverOf,
} from '../../law/review-guards.ts'
import { matterFailures } from '../../law/matter-guards.ts'
import { matterFacts, type Agency, type FullMatterFacts } from './matter-facts.ts'
import { matterAudit, recordMatter, toCaseMatter } from './record-matter.ts'
import { recordPlateRefusal } from './plate-refusal.ts'
import { rehash, type Rehashed } from './rehash.ts'
import { reviewFacts, type LockedAlert } from './review-facts.ts'
import { regionAt } from '../units/region-at.ts'

export type ReviewDeps = Deps & DetailDeps & Agency
export type NewReview = z.output<typeof newReviewSchema>

interface Asked {
  readonly alertId: string
  readonly review: NewReview
  readonly officer: Caller['person']
}

/** A verdict stands on every exhibit that is there now: what came since the bytes were read was not read. */
async function refuseUnread(tx: Tx, alert: LockedAlert, rehashed: Rehashed): Promise<void> {
  const { id, version, findingId } = alert
  const exhibits = await tx.exhibit.count({ where: { dossier: { findingId } } })
  if (exhibits !== rehashed.hashed.length) throw new Refusal('changed_meanwhile', { id, version })
}

function refuseFailures(facts: ReviewFacts, ofMatter: FullMatterFacts, review: NewReview): void {
  const failures = [...reviewFailures(facts, review), ...matterFailures(ofMatter, review)]
  const [first] = failures
  if (!first) return
  const told = failures.map(({ code }) => ({ path: code, message: code }))
  throw new Refusal(first.code, { ...first.facts, failures }, told)
}

interface Recorded {
  readonly at: number
  readonly id: string
  /** Against the machine's reading. */
  readonly plateConfirmed: boolean
  readonly permit: RecordedPermit | null
  readonly rectifyWaiver: string | null
  readonly round: number
}

type RecordedPermit = PermitAnswer & { readonly listed: ReviewFacts['permits'] }

/** What was answered about permits, with those that were there to be seen; null for kinds that no permit allows. */
const permitOf = ({ kind, permits }: ReviewFacts, { permit }: NewReview): RecordedPermit | null =>
  permit === null || lawOf(kind).permits.length === 0 ? null : { ...permit, listed: permits }

async function record(tx: Tx, { alertId, review, officer }: Asked, by: Recorded): Promise<void> {
  const { verdict, answers, reason, note } = review
  const plate = normalPlate(review.plate)
  const certificateNumber = officer.certificate?.number ?? null
  const row = {
    id: by.id,
    alertId,
    officerId: officer.id,
    verdict,
    ...answers,
    plate,
    plateConfirmed: by.plateConfirmed,
    rectifyWaiver: by.rectifyWaiver,
    round: by.round,
    isNewEvent: verdict === 'confirm' && review.isNewEvent,
    reason,
    note,
    certificateNumber,
    ...(by.permit
      ? {
          permitAnswer: by.permit.answer,
          permitReason: by.permit.reason,
          permitsListed: by.permit.listed.map((one) => ({ ...one })),
        }
      : {}),
  }
  await tx.review.create({ data: { ...row, at: new Date(by.at) } })
}

/** The alert, held, and what is known of it; nothing stands against this verdict. */
async function passGuards(tx: Tx, agency: Agency, asked: Asked & { at: number; rehashed: Rehashed | null }) {
  const { alertId, review, officer, at, rehashed } = asked
  const alert = await lockAlert(tx, alertId, officer.id)
  refuse(unconfirmedFailure(alert, 'review'))
  if (review.verdict === 'confirm') await refuseExpired(tx, alert.findingId)
  const awaited = await awaitedStages(tx, alert.findingId)
  if (awaited.includes('confirmed')) throw new Refusal('ev_recording_awaited', { awaited })
  if (rehashed) await refuseUnread(tx, alert, rehashed)
  const { plate, hasNoPlate } = review
  const { agency: name, regionCode } = agency
  const region = await regionAt(tx, { unitId: alert.unitId, regionCode })
  const ofMatter = await matterFacts(tx, alert, { ...review, at, agency: name, regionCode: region })
  const { byMatter } = ofMatter
  const altered = rehashed?.altered ?? []
  const judging = { officer, at, place: region, plate, hasNoPlate, altered, byMatter }
  const facts = await reviewFacts(tx, alert, judging)
  refuseFailures(facts, ofMatter, review)
  if (alert.version !== review.version)
    throw new Refusal('changed_meanwhile', { id: alertId, version: alert.version })
  return { alert, facts, ofMatter }
}

/** Only who could confirm otherwise has everything read. */
async function rehashFor(deps: ReviewDeps, asked: Asked): Promise<Rehashed> {
  const { alertId, officer } = asked
  const { alert } = await deps.db.$transaction((tx) =>
    passGuards(tx, deps, { ...asked, at: deps.now(), rehashed: null }),
  )
  return rehash(deps, { findingId: alert.findingId, alertId, actor: officer.id })
}

async function judge(deps: ReviewDeps, asked: Asked): Promise<void> {
  const { db, now, newId } = deps
  const { alertId, review, officer } = asked
  const isConfirm = review.verdict === 'confirm'
  const rehashed = isConfirm ? await rehashFor(deps, asked) : null
  await db.$transaction(async (tx) => {
    if (isConfirm) await lockFiling(tx)
    const at = now()
    const { alert, facts, ofMatter } = await passGuards(tx, deps, { ...asked, at, rehashed })
    const status = statusAfter(alert.status, review)
    const plateConfirmed = isConfirm && differsFromMachine(facts, review)
    const waiver = isConfirm ? waiverOf(facts, review) : null
    const permit = permitOf(facts, review)
    const { round } = alert
    const by = { at, id: newId(), plateConfirmed, permit, rectifyWaiver: waiver, round }
    await record(tx, asked, by)
    const matter = isConfirm || review.first ? toCaseMatter(ofMatter, review, alert) : null
    if (matter) await recordMatter(tx, by.id, matter)
    const next = { status, version: alert.version + 1, dismissReason: isConfirm ? null : review.reason }
    await tx.alert.update({ where: { id: alertId }, data: next })
    await notify(tx, { type: 'alert', id: alertId, change: 'changed' })
    const { action, facts: told } = toAudit(asked, by)
    const said = { ...told, ...(matter ? matterAudit(matter) : {}) }
    await appendAudit(tx, [{ at, actor: officer.id, action, facts: said, subject: `alert/${alertId}` }])
    if (status !== 'proposed') return
    const officers = [...facts.reviews.map((one) => one.officerId), officer.id]
    const plate = normalPlate(review.plate)
    await proposeCase(tx, { id: newId(), alertId, round, plate, at, actor: officer.id, officers })
  })
}

/**
 * Records an officer's verdict with everything that follows from it, or nothing at all; but that an officer was told that
 * the machine read another plate is kept, because only who was told may insist.
 */
export async function reviewAlert(deps: ReviewDeps, asked: Asked): Promise<void> {
  try {
    await judge(deps, asked)
  } catch (error) {
    const { alertId, review, officer } = asked
    const { plate, hasNoPlate } = review
    const typed = { alertId, officerId: officer.id, plate, hasNoPlate }
    if (error instanceof Refusal) await recordPlateRefusal(deps, typed, error)
    throw error
  }
}

function toAudit({ review, officer }: Asked, { plateConfirmed, permit, rectifyWaiver: waiver }: Recorded) {
  const { verdict, answers, reason, note, hasNoPlate, isNewEvent } = review
  const plate = normalPlate(review.plate)
  const facts = {
    answers: { ...answers },
    plate,
    ...(hasNoPlate ? { hasNoPlate } : {}),
    ...(plateConfirmed ? { plateConfirmed } : {}),
    ...(waiver === null ? {} : { rectifyWaiver: waiver }),
    ...(verdict === 'confirm' && isNewEvent ? { isNewEvent } : {}),
    ...(permit ? { permit: { ...permit, listed: permit.listed.map((one) => ({ ...one })) } } : {}),
    reason,
    note,
    certificate: officer.certificate?.number ?? null,
  }
  return { action: `review.${verdict}` as const, facts }
}
