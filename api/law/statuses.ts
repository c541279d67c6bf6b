/**
 * `opened` 正在发生: its condition holds and its grace runs; `unconfirmed` 未达标结束: it ended, or was seen no more, before it was
 * confirmed. Of neither anything is decided (`opened.ts`). `new` and all else: it was confirmed.
 * `proposed` 拟立案: two officers agreed; whether it becomes a case is for the head of the agency, or the city's application.
 * `not_filed` 不予立案, `transferred` 移送 and `corrected` 责令改正 are ends of the same rank as it (R23).
 */
export const alertStatuses = [
  'new',
  'claimed',
  'dismissed',
  'passed_on',
  'agreed_once',
  'rejected',
  'not_filed',
  'transferred',
  'corrected',
  'proposed',
  'opened',
  'unconfirmed',
] as const
export type AlertStatus = (typeof alertStatuses)[number]

/** While an alert is open, people act on it; what became a case, or nothing, is not added to. */
export const openStatuses: readonly AlertStatus[] = ['opened', 'new', 'claimed', 'passed_on', 'agreed_once']

/** What nobody acts on any more. */
export const endedStatuses: readonly AlertStatus[] = alertStatuses.filter(
  (status) => !openStatuses.includes(status),
)

/** Reasons to dismiss or reject (作废原因), domain list §6.7. */
export const dismissReasons = [
  'not_a_violation',
  'picture_unclear',
  'plate_unreadable',
  'outside_zone',
  'hours_permit',
  'has_permit',
  'special_vehicle',
  'stolen_or_cloned',
  'emergency',
  'handled_on_site',
  'contradictory_signs',
  'duplicate',
  'device_or_clock_fault',
  'below_standard',
  'left_by_itself',
  'test_picture',
  'other',
] as const
export type DismissReason = (typeof dismissReasons)[number]

/** Reasons not to file (不予立案), domain list §6.7: 证据不足, 超过时效, 轻微并改正, 首违免罚, 当事人无法确认, 无主观过错, 不属管辖. */
export const notFiledReasons = [
  'evidence_insufficient',
  'time_barred',
  'minor_corrected',
  'first_violation',
  'party_unknown',
  'no_fault',
  'other_authority',
] as const
export type NotFiledReason = (typeof notFiledReasons)[number]

/** Why an officer ends an alert without a case. */
export const endReasons = [...dismissReasons, ...notFiledReasons, 'ordered_to_correct'] as const
export type EndReason = (typeof endReasons)[number]

export type EndStatus = Extract<AlertStatus, 'rejected' | 'not_filed' | 'transferred' | 'corrected'>

/** Where each of the reasons that are no dismissal leads. */
const ends: Readonly<Record<Exclude<EndReason, DismissReason>, EndStatus>> = {
  evidence_insufficient: 'not_filed',
  time_barred: 'not_filed',
  minor_corrected: 'not_filed',
  first_violation: 'not_filed',
  party_unknown: 'not_filed',
  no_fault: 'not_filed',
  other_authority: 'transferred',
  ordered_to_correct: 'corrected',
}
const isDismissal = (reason: EndReason): reason is DismissReason =>
  dismissReasons.some((one) => one === reason)

/** How an alert ends that an officer ends for this reason. */
export const endOf = (reason: EndReason): EndStatus => (isDismissal(reason) ? 'rejected' : ends[reason])

/** Reasons that say nothing without a note: which other one, or which other authority. */
export const asksNote = (reason: EndReason): boolean => reason === 'other' || reason === 'other_authority'

/** Why what was a case is none any more (撤销), domain list §6.7: 陈述申辩成立, 复议撤销, 诉讼撤销, 自查纠错. */
export const correctionReasons = ['defence_accepted', 'reconsideration', 'litigation', 'self_check'] as const
export type CorrectionReason = (typeof correctionReasons)[number]
