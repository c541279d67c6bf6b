import { statusFailure } from './opened.ts'
import { asksNote, endOf, type AlertStatus, type EndReason } from './statuses.ts'
import { accusesNobody, accusesVehicle, lawOf } from './kinds.ts'
import type { HintReason } from './standing.ts'
import type { RectifyGap } from './rectify.ts'
import { certificateFailure, type Certificate } from './certificate.ts'
import { excludedAs } from './exclusions.ts'
import type { Failure, GuardCode } from './failure.ts'
import type { PermitAnswer } from './permits.ts'
import { groundFailures, type Grounds } from './on-site.ts'
import { normalPlate, plateKindOf } from './plate.ts'

export interface ReviewFacts extends Grounds {
  readonly status: AlertStatus
  readonly at: number
  readonly officer: { readonly id: string; readonly certificate: Certificate | null }
  /** Code of administrative divisions of where it was; empty: not told. */
  readonly place: string
  /** Whoever claimed, dismissed, restored or passed on the alert. */
  readonly triagers: readonly string[]
  /** The reviews before this one. */
  readonly reviews: readonly { readonly officerId: string; readonly plate: string | null }[]
  /** What the machine read beyond doubt; null where it did not. */
  readonly machinePlate: string | null
  /** This officer was told before that the machine read another plate than this. */
  readonly wasPlateRefused: boolean
  /** Permits of that place and time; those for the typed plate are marked. */
  readonly permits: readonly { readonly number: string; readonly isForPlate: boolean }[]
  /** What a case of this kind still lacks of an order that went unheeded (R48); null: nothing. */
  readonly rectifyMissing: RectifyGap | null
  /** The provision by which a case of this kind needs no such order; null: it does. */
  readonly noOrderBasis: string | null
  /** The zone by which it was judged had given way to another before it began. */
  readonly isZoneReplaced: boolean
  /** Required exhibits that this officer has not opened. */
  readonly unseen: readonly string[]
  /** Exhibits whose stored bytes, hashed just now, are not what was sealed. */
  readonly altered: readonly string[]
  /** Stages that do not hang on what their worker sealed before. */
  readonly brokenLinks: readonly string[]
  /** Keys that sealed this and that do not count, with why. */
  readonly untrustedKeys: readonly string[]
  /** It was concluded by what is a hint for the merchant, of which no case comes; null: a model told it. */
  readonly hint: HintReason | null
  /** The case that already answers for this stay, or may; null: none. */
  readonly duplicateOf: Duplicate | null
  /** An order to correct stands for this matter. */
  readonly hasOrder: boolean
}

/** `isProven`: both were seen at one time. Otherwise nobody saw the first one end, and the officers decide (R6). */
export interface Duplicate {
  readonly number: string
  readonly isProven: boolean
}

export interface Judgement {
  readonly verdict: 'confirm' | 'reject'
  readonly answers: Readonly<Record<'isTrue' | 'isClear' | 'isComplete' | 'isAccurate', boolean>>
  readonly plate: string | null
  readonly plateConfirmed: boolean
  /** The vehicle shows no number plate; `note` says why this is so. */
  readonly hasNoPlate: boolean
  readonly permit: PermitAnswer | null
  readonly rectifyWaiver: string | null
  /** By what the officer saw, another event than the one that was proposed before; `note` says what shows it (R6). */
  readonly isNewEvent: boolean
  readonly reason: EndReason | null
  readonly note: string
}

type Guard = (facts: ReviewFacts, judgement: Judgement) => Failure['facts'] | null

const certified: Guard = ({ officer: { certificate }, at, place }) =>
  certificateFailure(certificate, { at, place })?.facts ?? null

const isAnother: Guard = ({ officer, triagers, reviews }) => {
  const as = excludedAs('review', officer.id, {
    reviewer: reviews.map(({ officerId }) => officerId),
    triager: triagers,
  })
  return as.length > 0 ? { reviewed: as.includes('reviewer'), triaged: as.includes('triager') } : null
}

const answersAllYes: Guard = (_facts, { answers }) => {
  const no = Object.entries(answers).flatMap(([question, yes]) => (yes ? [] : [question]))
  return no.length > 0 ? { no } : null
}

/** A vehicle is accused by its plate; of one that shows none, somebody says so and why. */
const plateSaid: Guard = ({ kind }, { plate, hasNoPlate, note }) => {
  if (!accusesVehicle(kind) || normalPlate(plate) !== null) return null
  return hasNoPlate && note !== '' ? null : { kind, needs: hasNoPlate ? 'note' : 'plate' }
}

/** What was typed is a Chinese number plate (R79), and is not said to be none. */
const plateValid: Guard = ({ kind }, { plate, hasNoPlate }) => {
  if (!accusesVehicle(kind) || normalPlate(plate) === null) return null
  return plateKindOf(plate) === null || hasNoPlate ? {} : null
}

const platesAgree: Guard = ({ reviews }, { plate, hasNoPlate }) => {
  const typed = normalPlate(plate)
  const differs = reviews.some((review) => normalPlate(review.plate) !== typed)
  return (typed !== null || hasNoPlate) && differs ? {} : null
}

/** Whether an officer typed another plate than the machine read beyond doubt, or saw none where it read one. */
export function differsFromMachine(
  { machinePlate }: Pick<ReviewFacts, 'machinePlate'>,
  { plate, hasNoPlate }: Pick<Judgement, 'plate' | 'hasNoPlate'>,
): boolean {
  const typed = normalPlate(plate)
  const isSaid = typed !== null || hasNoPlate
  return isSaid && machinePlate !== null && typed !== normalPlate(machinePlate)
}

/**
 * An officer may confirm a plate other than the machine's only after one refusal, with a note, and without being told what
 * the machine read: so that the second look is at the picture. Example: typed 浙A12345, machine read 浙A12346: refused; the
 * officer looks again, ticks "as typed" and says why: accepted.
 */
const standsByPlate: Guard = (facts, judgement) => {
  const insists = judgement.plateConfirmed && judgement.note !== '' && facts.wasPlateRefused
  return differsFromMachine(facts, judgement) && !insists ? {} : null
}

/** Of kinds that a permit may allow: somebody looked, and says why where nothing could be found out (R62). */
const permitAnswered: Guard = ({ kind }, { permit }) => {
  if (lawOf(kind).permits.length === 0) return null
  const isAnswered = permit !== null && (permit.answer !== 'unknown' || permit.reason !== '')
  return isAnswered ? null : { needs: permit === null ? 'answer' : 'reason' }
}

const hasNoPermit: Guard = ({ kind }, { permit }) =>
  lawOf(kind).permits.length > 0 && permit?.answer === 'has' ? {} : null

/**
 * Where the register has a permit for this plate, an officer who confirms all the same says why it does not hold. Example: a
 * loading permit for the next street.
 */
const explainsPermit: Guard = ({ permits }, { permit }) => {
  const numbers = permits.filter((one) => one.isForPlate).map((one) => one.number)
  return numbers.length > 0 && permit?.answer === 'none' && permit.reason === '' ? { numbers } : null
}

/** The provision that an officer relies on to confirm although no order went unheeded: the matter's, as it is now; or null. */
export const waiverOf = (
  { rectifyMissing, noOrderBasis }: Pick<ReviewFacts, 'rectifyMissing' | 'noOrderBasis'>,
  { rectifyWaiver }: Pick<Judgement, 'rectifyWaiver'>,
): string | null => (rectifyMissing !== null && rectifyWaiver === noOrderBasis ? noOrderBasis : null)

/** First an order that went unheeded, unless a provision allows otherwise and the officer chooses it (R48). */
const rectified: Guard = (facts, judgement) => {
  const { rectifyMissing: missing, noOrderBasis } = facts
  if (missing === null || waiverOf(facts, judgement) !== null) return null
  return { missing, noOrderBasis }
}

/** What a case lacks besides pictures, under this code. */
const ground =
  (code: GuardCode) =>
  (facts: ReviewFacts): Failure['facts'] | null =>
    groundFailures(facts).find((failure) => failure.code === code)?.facts ?? null

const saysWhy: Guard = (_facts, { reason, note }) =>
  reason === null || (asksNote(reason) && note === '') ? { reason } : null

/** Who ends a matter by an order to correct shows the order. */
const hasItsOrder: Guard = ({ hasOrder }, { reason }) =>
  reason === 'ordered_to_correct' && !hasOrder ? { step: 'order' } : null

/**
 * One act is one case (行政处罚法 art. 29, R6). Where the first was not seen to end, an officer may decide that this is another
 * event, and says what shows it; where both were seen at one time nobody may.
 */
const isOneCase: Guard = ({ duplicateOf: other }, { isNewEvent, note }) =>
  other === null || (!other.isProven && isNewEvent && note !== '') ? null : { ...other }

const unseen: Guard = (facts) => (facts.unseen.length > 0 ? { unseen: facts.unseen } : null)

/** What a verdict must satisfy (domain list 6.6), in the order a screen names it. */
const guards: Record<Judgement['verdict'], readonly (readonly [GuardCode, Guard])[]> = {
  confirm: [
    ['ev_accuses_nobody', ({ kind }) => (accusesNobody(kind) ? { kind } : null)],
    ['ev_hint_only', ({ hint }) => (hint ? { hint } : null)],
    ['ev_cert', certified],
    ['ev_same_person', isAnother],
    ['ev_frames_unseen', unseen],
    ['ev_checklist', answersAllYes],
    ['ev_plate_required', plateSaid],
    ['ev_plate_invalid', plateValid],
    ['ev_plates_disagree', platesAgree],
    ['ev_plate_differs', standsByPlate],
    ['ev_permit_unanswered', permitAnswered],
    ['ev_has_permit', hasNoPermit],
    ['ev_permit_matches', explainsPermit],
    ['ev_rectify_first', rectified],
    ['ev_device_state', ground('ev_device_state')],
    ['ev_profile', ground('ev_profile')],
    ['ev_zone', (facts) => (facts.isZoneReplaced ? { reasons: [], onSite: [] } : ground('ev_zone')(facts))],
    ['case_onsite', ground('case_onsite')],
    ['case_remote', ground('case_remote')],
    ['ev_chain_broken', ({ brokenLinks: broken }) => (broken.length > 0 ? { broken } : null)],
    ['ev_key_untrusted', ({ untrustedKeys: keys }) => (keys.length > 0 ? { keys } : null)],
    ['ev_hash', ({ altered }) => (altered.length > 0 ? { altered } : null)],
    ['case_dup', isOneCase],
  ],
  reject: [
    ['ev_cert', certified],
    ['ev_same_person', isAnother],
    ['ev_frames_unseen', unseen],
    ['reason_required', saysWhy],
    ['step_order_missing', hasItsOrder],
  ],
}

/** Everything that stands against this verdict, all of it at once; empty: it may be recorded. */
export function reviewFailures(facts: ReviewFacts, judgement: Judgement): Failure[] {
  if (facts.status !== 'passed_on' && facts.status !== 'agreed_once') return [statusFailure(facts, 'review')]
  return guards[judgement.verdict].flatMap(([code, guard]) => {
    const found = guard(facts, judgement)
    return found ? [{ code, facts: found }] : []
  })
}

/** Where a recorded verdict leads. Two different officers agree before a case is proposed. */
export function statusAfter(
  before: AlertStatus,
  { verdict, reason }: Pick<Judgement, 'verdict' | 'reason'>,
): AlertStatus {
  if (verdict === 'reject') return reason === null ? 'rejected' : endOf(reason)
  return before === 'agreed_once' ? 'proposed' : 'agreed_once'
}
