import { enCaseFailures, enCaseWords } from './en-case-codes.ts'
import { enApprovalAudit, enApprovalFailures, enDeviceReasons } from './en-approval-codes.ts'
import { enDrops, enFrameDrops } from './en-drops.ts'
import type { CodeWords } from './code-words.ts'
import { enDatasetCodes } from './en-datasets.ts'
import { enViewingCodes } from './en-viewing.ts'
import { enOriginalCodes } from './en-originals.ts'
import { enDocumentCodes } from './en-documents.ts'
import { enKeepingCodes } from './en-keeping.ts'
import { enMachineCodes } from './en-machine.ts'
import { enFaultWords, enHealth, enHealthHelp } from './en-faults.ts'
import { enOpenedAudit } from './en-opened.ts'
import { enProbeFailures } from './en-probe-codes.ts'
import { enStreamFaultHelp, enStreamFaults } from './en-stream-faults.ts'
import { enClasses, enModelCodes } from './en-models.ts'
import { enUnitAudit, enUnitFailures } from './en-units.ts'
import { enLimitCodes } from './en-limits.ts'
import { enPeopleAudit, enPeopleFailures } from './en-people-codes.ts'
import { enSignInAudit, enSignInFailures } from './en-sign-in.ts'
import { enPermitCodes } from './en-permit-codes.ts'
import { enPlateCodes } from './en-plate-codes.ts'
import { enProfileReasons } from './en-profile.ts'
import { enSpeechAudit, enSpeechFailures } from './en-speech.ts'
import { enSightCodes } from './en-sight.ts'

/** The closed lists: errors, statuses, reasons. One missing does not compile. */
export const enCodes = {
  objectClass: enClasses,
  ...enSightCodes,
  ...enCaseWords,
  failure: {
    ...enCaseFailures,
    ...enModelCodes.failure,
    ...enDatasetCodes.failure,
    ...enDocumentCodes.failure,
    ...enOriginalCodes.failure,
    ...enViewingCodes.failure,
    ...enPermitCodes.failure,
    ...enMachineCodes.failure,
    ...enKeepingCodes.failure,
    ...enPeopleFailures,
    ...enLimitCodes.failure,
    ...enUnitFailures,
    ...enSignInFailures,
    ...enSpeechFailures,
    ev_recording_awaited: 'The recording of this finding is still on its way. Review it once it is here.',
    ev_accuses_nobody: 'A camera fault accuses nobody and cannot be confirmed. Close it once it is handled.',
    ev_key_untrusted:
      'The key that sealed this is not trusted. An administrator of the system decides about it: sightline keys list.',
    ev_hint_only:
      'Judged by colour or gesture: a hint for the merchant, of which no case comes. Close it with a reason.',
    ev_chain_broken: 'This does not follow what its worker sealed before. Tell an administrator at once.',
    offline: 'The server cannot be reached. Check the network; the screen refreshes itself once it is back.',
    unreadable_answer:
      'The answer does not match this version of the page. Reload; if it stays, tell an administrator.',
    bad_request: 'What was sent is not acceptable. Follow the hints and try again.',
    not_signed_in: 'Your sign-in has ended. Please sign in again.',
    not_permitted: 'You do not have this permission.',
    not_found: 'Not found. It may have been moved, or the address is wrong.',
    too_many_requests: 'Too many attempts. Please wait a moment.',
    internal: 'The server failed and nothing was done. Try again; if it stays, tell an administrator.',
    database_unavailable:
      'The database did not answer in time. Look whether it was done before you try again; if this stays, tell an administrator.',
    storage_full:
      'The storage is full. Nothing was done, and no half of it stays. An administrator must make room; then try again.',
    changed_meanwhile: 'Somebody changed this a moment ago. Look at the newest state, then act.',
    wrong_credentials: 'Wrong account or password.',
    account_locked: 'Locked after too many wrong attempts. Try again in 30 minutes or ask an administrator.',
    weak_password: 'Too weak: at least 12 characters with three of upper case, lower case, digits, symbols.',
    name_taken: 'This account or name is taken. Choose another.',
    source_password_needed:
      'Another host or port: type the password anew. The stored one is not sent to another address.',
    source_network_refused:
      'No camera may be at this address. Correct it; or whoever runs the server adds its network to the setting SIGHTLINE_CAMERA_NETWORKS, for the api and the workers.',
    source_url_invalid: 'Expected rtsp://host[:port]/path, without user name and password in the address.',
    ...enProbeFailures,
    heights_invalid: 'The marked heights have problems. Follow the hints.',
    zone_invalid: 'The shape of the zone has problems. Follow the hints.',
    clothing_invalid: 'These colours cannot be used. Follow the hints.',
    rule_params_invalid: 'A rule parameter is out of its limits. Follow the hints.',
    alert_not_confirmed: 'It is not confirmed, or ended before it was: nothing can be decided about it.',
    alert_action_refused: 'Its present state does not allow this; somebody may have been faster.',
    alert_frames_unseen: 'Some exhibits have not been opened. All of them must be seen first.',
    alert_claimed_by_other: 'Somebody else has claimed this alert.',
    reason_required: 'Choose a reason; with “other”, write a note.',
    ev_cert: 'You have no enforcement certificate that is in date and good at this place.',
    ev_same_person:
      'One person cannot be both: neither the triager nor the first reviewer may be the second reviewer.',
    ev_hash: 'An exhibit does not match its hash. Work has stopped; tell an administrator at once.',
    ev_profile:
      'The pictures fall short of the standard and cannot stand alone. Add an on-site inspection, or reject.',
    ...enApprovalFailures,
    dossier_invalid: 'The dossier is not acceptable.',
    exhibit_missing: 'The file of this exhibit is missing. Tell an administrator at once.',
    range_not_satisfiable: 'The part asked for is outside the file.',
    source_not_live: 'This source has no live picture at the moment.',
    worker_call_invalid:
      'The call of a worker is not signed as it should be. Run the same version of worker and api.',
    worker_key_refused:
      'This worker id belongs to another key. Give the worker an id of its own; if it has a new key, run “sightline workers release ID” at the server.',
    worker_clock_off:
      'The clock of the worker is more than two minutes off from the server, so its call was not taken. Set both clocks (NTP).',
    worker_call_repeated:
      'This call of the worker was heard before: somebody may have listened and sent it again. Let the worker reach the api by https.',
    live_view_full: 'Too many people are watching this source. Please try again in a moment.',
  },
  stage: { opened: 'opened', confirmed: 'met the evidence standard', closed: 'closed' },
  closeReason: {
    left_in_grace: 'left within grace',
    left: 'left',
    view_moved: 'view moved',
    view_unfit: 'view unfit for the rule',
    rule_changed: 'rule changed',
    lost_sight: 'lost from sight',
    watch_ended: 'no longer watched (off, removed or moved)',
    hours_ended: 'hours ended',
    ceased_in_grace: 'ended by itself within grace',
    ceased: 'ended',
    lifeless: 'no sign of life any more: perhaps a thing',
  },
  flag: {
    boundary_doubtful: 'boundary doubtful: check on site',
    rod_seen: 'a fishing rod was seen',
    identity_doubtful: 'identity doubtful: may not be the person who was there before',
  },
  standing: { evidence: 'Evidence', clue: 'Clue' },
  chain: {
    sound: 'sound',
    waiting: 'dossiers sealed before this are not here yet',
    broken: 'does not follow what was sealed before',
  },
  clueReason: {
    source_not_in_use: 'source not in use (approval incomplete)',
    clock_offset: 'camera clock off by more than the limit',
    clock_unproven: 'camera clock unproven',
    below_resolution: 'picture smaller than 1280×720',
    gap_in_segment: 'gap in the recording',
    rule_is_clue_only: 'this rule gives clues only',
    boundary_doubtful: 'too near to the edge of the zone: check on site',
    identity_doubtful: 'identity doubtful: who stayed may be another than who was there before',
    plate_differs: 'the pictures or the two stages show different plates',
    camera_fault: 'about the camera itself: it accuses nobody',
    no_video: 'no recording could be kept',
    judged_by_colour: 'judged by the colour of clothes: a hint for the merchant to check',
    judged_by_gesture: 'judged by a gesture: a hint for the merchant to check',
    key_waiting: 'sealed under a key that nobody has trusted yet',
    key_revoked: 'sealed under a key that was revoked',
    ...enDeviceReasons,
    ...enProfileReasons,
  },
  ...enPlateCodes,
  exhibitRole: {
    segment: 'Original recording',
    still: 'Original still',
    trace: 'Trace',
    overlay: 'Marked picture (derivative)',
  },
  clockSource: { 'camera-ntp': 'camera clock (NTP)', 'server-arrival': 'arrival at the server' },
  sourceKind: { fixed: 'Fixed camera', drone: 'Drone', kitchen: 'Kitchen camera' },
  approval: {
    draft: 'Draft',
    technical_review: 'Technical review',
    legal_review: 'Legal review',
    reviewed: 'Reviewed, to be published',
    published: 'Published',
    in_use: 'In use',
    suspended: 'Suspended',
    retired: 'Retired',
  },
  connection: {
    off: 'Off',
    waiting: 'Waiting for a worker',
    connecting: 'Connecting',
    live: 'Live',
    silent: 'Silent',
    fault: 'Fault',
    unknown: 'Unknown',
  },
  fault: enStreamFaults,
  faultHelp: enStreamFaultHelp,
  cameraFault: enFaultWords,
  health: enHealth,
  healthHelp: enHealthHelp,
  cadence: { none: 'not decoding', key: 'key frames only', full: 'every frame' },
  frameDrop: enFrameDrops,
  dropReason: enDrops,
  zoneProblem: {
    too_few_points: 'at least three points are needed',
    too_many_points: 'too many points (64 at most)',
    out_of_picture: 'a point is outside the picture',
    repeated_point: 'two points are the same',
    self_crossing: 'edges cross each other',
    zero_area: 'the area is too small',
  },
  role: {
    operator: 'Operator',
    officer: 'Officer',
    legal_reviewer: 'Legal reviewer',
    head: 'Head of the agency',
    supervisor: 'Supervisor',
    device_admin: 'Device administrator',
    system_admin: 'System administrator',
    security_admin: 'Security administrator',
    audit_admin: 'Audit administrator',
  },
  audit: {
    ...enPeopleAudit,
    ...enLimitCodes.audit,
    ...enUnitAudit,
    ...enSignInAudit,
    ...enSpeechAudit,
    ...enModelCodes.audit,
    ...enDatasetCodes.audit,
    ...enDocumentCodes.audit,
    ...enOriginalCodes.audit,
    ...enViewingCodes.audit,
    ...enPermitCodes.audit,
    ...enMachineCodes.auditAction,
    ...enKeepingCodes.audit,
    'source.created': 'source registered',
    'source.changed': 'source changed',
    'source.probed': 'source tried',
    'worker.bound': 'worker id bound to its key',
    'worker.released': 'worker id released',
    'source.watched': 'live view watched',
    ...enApprovalAudit,
    'zone.created': 'zone created',
    'zone.changed': 'zone changed',
    'clothing.declared': 'colours of clothes declared',
    'rule.created': 'rule created',
    'rule.changed': 'rule changed',
    'dossier.received': 'dossier received',
    'dossier.refused': 'dossier refused',
    'key.trusted': 'worker’s key trusted',
    'key.revoked': 'worker’s key revoked',
    'alert.created': 'alert created',
    ...enOpenedAudit,
    'alert.claim': 'claimed',
    'alert.release': 'released',
    'alert.dismiss': 'dismissed',
    'alert.restore': 'restored',
    'alert.pass_on': 'passed on',
    'exhibit.served': 'exhibit served',
    'exhibit.opened': 'exhibit opened',
    'exhibit.withheld': 'on-site file withheld from a blind reader',
    'exhibit.altered': 'exhibit altered',
  },
} satisfies CodeWords
