import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { errorCodes, type ErrorBody, type ErrorCode } from '../../contract/errors.ts'
import { Refusal, type Problem } from '../refusal.ts'
import { failureCode } from './failure-code.ts'

/** The one place where a refusal becomes HTTP. A new code does not compile until it has a row. */
export const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  not_signed_in: 401,
  not_permitted: 403,
  not_found: 404,
  too_many_requests: 429,
  storage_full: 507,
  database_unavailable: 503,
  internal: 500,
  changed_meanwhile: 409,
  wrong_credentials: 401,
  account_locked: 423,
  weak_password: 422,
  password_reused: 422,
  password_change_due: 403,
  password_lapsed: 403,
  certificate_taken: 409,
  certificates_invalid: 422,
  certificates_unchanged: 409,
  certificate_term_invalid: 422,
  last_administrator: 409,
  security_admin_decides: 403,
  second_person_needed: 403,
  recused: 403,
  recusal_refused: 409,
  name_taken: 409,
  setup_refused: 403,
  setup_done: 409,
  machine_unavailable: 503,
  source_url_invalid: 422,
  source_network_refused: 422,
  source_password_needed: 422,
  probe_unreachable: 502,
  probe_unauthorised: 422,
  probe_digest_unsupported: 422,
  probe_elsewhere: 422,
  probe_declined: 502,
  probe_no_tcp: 422,
  probe_not_found: 422,
  probe_no_video: 422,
  probe_silent: 504,
  probe_media_time: 422,
  probe_no_picture: 504,
  probe_unsupported_codec: 422,
  probe_busy: 503,
  zone_invalid: 422,
  clothing_invalid: 422,
  heights_invalid: 422,
  rule_params_invalid: 422,
  alert_action_refused: 409,
  alert_frames_unseen: 409,
  alert_claimed_by_other: 409,
  reason_required: 422,
  ev_cert: 403,
  ev_same_person: 403,
  ev_hash: 409,
  ev_profile: 409,
  ev_checklist: 422,
  ev_frames_unseen: 409,
  ev_device_state: 409,
  ev_zone: 409,
  case_onsite: 409,
  case_remote: 409,
  mode_decided: 409,
  ev_plate_required: 422,
  ev_plate_invalid: 422,
  ev_plates_disagree: 409,
  ev_plate_differs: 409,
  ev_recording_awaited: 409,
  ev_accuses_nobody: 409,
  ev_hint_only: 409,
  ev_chain_broken: 409,
  ev_key_untrusted: 409,
  ev_permit_unanswered: 422,
  ev_has_permit: 409,
  ev_permit_matches: 409,
  ev_rectify_first: 409,
  permit_invalid: 422,
  permit_number_taken: 409,
  permit_import_invalid: 422,
  step_not_for_kind: 422,
  step_time_invalid: 422,
  step_order_missing: 409,
  step_undo_refused: 409,
  site_officer_invalid: 422,
  site_file_invalid: 422,
  site_file_too_large: 422,
  site_files_unknown: 422,
  site_file_withheld: 409,
  site_record_altered: 409,
  case_dup: 409,
  case_action_refused: 409,
  case_same_person: 409,
  case_limitation: 409,
  case_filed_elsewhere: 409,
  case_authority_unanswered: 422,
  matter_required: 422,
  matter_not_usable: 409,
  matter_law_choice: 422,
  matter_tier: 422,
  matter_no_authority: 409,
  matters_disagree: 409,
  first_unanswered: 422,
  first_applies: 409,
  law_file_invalid: 422,
  law_import_invalid: 422,
  law_decided: 409,
  law_undocumented: 409,
  law_unsure: 409,
  law_altered: 409,
  law_not_published: 409,
  case_number_taken: 409,
  case_reviewed_anew: 409,
  alert_reopen_refused: 409,
  dev_action_refused: 409,
  dev_same_person: 403,
  dev_file_invalid: 422,
  dev_drawn: 409,
  dev_no_review: 409,
  dev_no_sign: 409,
  dev_not_published: 409,
  dev_no_filing: 409,
  dev_calibration: 409,
  dev_clock: 409,
  dev_sign_invalid: 422,
  dossier_invalid: 422,
  exhibit_missing: 404,
  exhibit_expired: 410,
  range_not_satisfiable: 416,
  source_not_live: 409,
  live_view_full: 503,
  worker_call_invalid: 400,
  worker_key_refused: 403,
  worker_clock_off: 403,
  worker_call_repeated: 409,
  model_action_refused: 409,
  model_file_invalid: 422,
  model_file_external: 422,
  model_file_too_large: 422,
  model_trial_running: 409,
  model_trial_unanswered: 503,
  dataset_approval_invalid: 422,
  dataset_approval_expired: 409,
  dataset_approval_withdrawn: 409,
  dataset_out_of_scope: 422,
  dataset_plates_not_covered: 403,
  dataset_nothing: 422,
  dataset_busy: 409,
  dataset_no_worker: 503,
  dataset_interrupted: 503,
  dataset_file_gone: 410,
  dataset_labels_invalid: 422,
  dataset_labels_too_large: 422,
  shadow_running: 409,
  shadow_model_unfit: 409,
  shadow_ended: 409,
  original_permission_needed: 403,
  original_permission_expired: 403,
  original_decided: 409,
  original_term_invalid: 422,
  reason_needed: 403,
  unit_refused: 409,
  unit_import_invalid: 400,
  mask_stale: 409,
  copy_no_worker: 503,
  copy_no_model: 409,
  copy_nothing: 422,
  copy_busy: 409,
  copy_interrupted: 503,
  copy_gone: 410,
  document_incomplete: 409,
  document_withheld: 409,
  document_altered: 409,
}

/** The code for a status that Fastify itself answered with: body too large, wrong media type, … */
function codeOfStatus(status: number): ErrorCode {
  return errorCodes.find((code) => statusOf[code] === status) ?? 'bad_request'
}

const send = (reply: FastifyReply, status: number, body: ErrorBody) =>
  reply.code(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)

const problemsOf = (error: FastifyError): Problem[] =>
  (error.validation ?? []).map(({ instancePath, message }) => ({
    path: instancePath.split('/').filter(Boolean).join('.'),
    message: message ?? 'not valid',
  }))

/** Refusals are told as they are, bad input with every place and why; of failures only that there was one. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Refusal>((error, request, reply) => {
    if (error instanceof Refusal) {
      const { code, facts, problems }: Refusal = error
      const body = { code, facts, ...(problems.length > 0 ? { problems: [...problems] } : {}) }
      return send(reply, statusOf[code], body)
    }
    if (hasZodFastifySchemaValidationErrors(error)) {
      return send(reply, 400, { code: 'bad_request', problems: problemsOf(error) })
    }
    const failure = failureCode(error)
    if (failure !== null) {
      request.log.error({ err: error, code: failure }, 'request failed')
      return send(reply, statusOf[failure], { code: failure })
    }
    const status = isResponseSerializationError(error) ? 500 : (error.statusCode ?? 500)
    if (status < 500) return send(reply, status, { code: codeOfStatus(status) })
    request.log.error({ err: error }, 'request failed')
    return send(reply, 500, { code: 'internal' })
  })
}
