import { z } from 'zod'

/** Every refusal of the api. A new code does not compile until the HTTP table and both languages have it. */
export const errorCodes = [
  'bad_request',
  'not_signed_in',
  'not_permitted',
  'not_found',
  'too_many_requests',
  'internal',
  'changed_meanwhile',
  'wrong_credentials',
  'account_locked',
  'weak_password',
  'name_taken',
  'source_url_invalid',
  'probe_unreachable',
  'probe_unauthorised',
  'probe_not_found',
  'probe_no_video',
  'probe_silent',
  'probe_unsupported_codec',
  'probe_busy',
  'zone_invalid',
  'rule_params_invalid',
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
  'ev_plate_required',
  'ev_plates_disagree',
  'ev_plate_differs',
  'case_dup',
  'dossier_invalid',
  'exhibit_missing',
  'range_not_satisfiable',
  'source_not_live',
  'live_view_full',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The body of every refusal: the code, the facts a screen needs to explain it, and for bad input where and why. */
export const errorBodySchema = z.object({
  code: z.enum(errorCodes),
  facts: z.record(z.string(), z.unknown()).optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type ErrorBody = z.infer<typeof errorBodySchema>
