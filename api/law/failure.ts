/** What the law says no with. The codes of `contract/errors` are these and those of the product itself. */
export const guardCodes = [
  'changed_meanwhile',
  'not_permitted',
  'alert_action_refused',
  'alert_frames_unseen',
  'alert_claimed_by_other',
  'reason_required',
  'ev_cert',
  'ev_same_person',
  'ev_hash',
  'ev_profile',
  'ev_checklist',
  'ev_frames_unseen',
  'ev_device_state',
  'ev_zone',
  'case_onsite',
  'case_remote',
  'ev_plate_required',
  'ev_plate_invalid',
  'ev_plates_disagree',
  'ev_plate_differs',
  'ev_permit_unanswered',
  'ev_has_permit',
  'ev_permit_matches',
  'ev_rectify_first',
  'ev_accuses_nobody',
  'ev_hint_only',
  'ev_chain_broken',
  'ev_key_untrusted',
  'step_not_for_kind',
  'step_time_invalid',
  'step_order_missing',
  'site_officer_invalid',
  'case_dup',
  'case_action_refused',
  'case_same_person',
  'case_limitation',
  'case_filed_elsewhere',
  'alert_reopen_refused',
  'dev_action_refused',
  'dev_same_person',
  'dev_file_invalid',
  'dev_drawn',
  'dev_no_review',
  'dev_no_sign',
  'dev_not_published',
  'dev_no_filing',
  'dev_calibration',
  'dev_clock',
] as const
export type GuardCode = (typeof guardCodes)[number]

/** A guard that does not hold: its code, what a screen needs to explain it, and for what was typed wrongly where and why. */
export interface Failure {
  readonly code: GuardCode
  readonly facts: Readonly<Record<string, unknown>>
  readonly problems?: readonly { readonly path: string; readonly message: string }[]
}
