/** Errors and actions of plates and permits in a review, of the register of permits, and of steps. */
export const enPermitCodes = {
  failure: {
    ev_checklist: 'All four questions (true, clear, complete, accurate) must be answered yes to confirm.',
    ev_frames_unseen: 'Some exhibits have not been opened. All of them must be seen before a verdict.',
    ev_plate_required:
      'Type the plate as you read it from the picture; if there is none, tick so and say why.',
    ev_plate_invalid:
      'This is no Chinese number plate. Look at the picture again; if the vehicle shows none, tick so and say why.',
    ev_device_state:
      'The device was not approved for evidence when this was recorded: its pictures cannot stand alone. Add an on-site inspection, or reject.',
    ev_zone:
      'The zone had changed when this was recorded, or the place is too near to its edge: the pictures cannot stand alone. Add an on-site inspection, or reject.',
    case_onsite:
      'Of this kind, pictures from afar are a clue only: a case needs an on-site record (an inspection, or a served order to correct): words, and a photograph or video; where none could be taken, why, and another officer who was there.',
    case_remote:
      'Of this kind, an officer must have watched it live and recorded it (or have been there) before a case is proposed.',
    law_file_invalid: 'This file cannot be read: use XLSX, CSV or JSON.',
    law_import_invalid: 'Some of the file has to be put right; nothing was taken in.',
    law_decided: 'This batch was decided already.',
    law_undocumented: 'Some rows have no document number, address or day of publication.',
    law_unsure: 'Some is marked as to be confirmed: look it up and tick that you did.',
    law_altered: 'This batch is not what was taken in: import it again, and find out why.',
    law_not_published: 'This is not published, or was withdrawn.',
    mode_decided: 'This was decided already.',
    ev_plates_disagree:
      'Your plate differs from the other reviewer’s; no case was proposed. Look at the originals again.',
    ev_plate_differs:
      'Your plate differs from the machine’s reading; nothing was recorded. Look at the originals again; if you stand by it, tick so and say why.',
    ev_permit_unanswered: 'Say whether there is a permit; “not found out” needs a reason.',
    ev_has_permit:
      'With a permit nothing is passed. Choose “not passed”, for the reason that there is a permit.',
    ev_permit_matches:
      'The plate that you typed has a permit for that place and time. Say why it does not hold.',
    ev_rectify_first:
      'An order must have run out and a re-check found it unmet before this is confirmed (see the steps).',
    permit_invalid: 'Something is wrong with the permit: see the hints.',
    permit_number_taken:
      'This kind and number is registered for these days. Check it, or change that permit.',
    permit_import_invalid: 'The table has mistakes and nothing was registered. Correct them and try again.',
    step_not_for_kind: 'This kind of violation has no such step.',
    step_time_invalid:
      'Not a possible time: a step is not before the finding nor in the future, a term ends after its order and within 180 days.',
    step_order_missing: 'There is no order to correct yet (or the re-check is before it).',
    site_officer_invalid:
      'The other officer must be somebody else than who records it, with a certificate in date at the time.',
    site_file_invalid:
      'The file was not taken: whole JPEG or PNG photographs, MP4 video, PDF scans (by their bytes, not by their name).',
    site_file_too_large:
      'Too large: the file was not taken, or the files recorded of one alert are over 1 GB together. Cut the part of the video that is needed.',
    site_files_unknown:
      'Only files that you brought to this alert can be attached; at most 40 wait to be recorded.',
    site_file_withheld:
      'Until you have typed the plate, what others brought from the place is not shown: it may show the plate. That you asked is recorded.',
    site_record_altered:
      'The on-site record is not what arrived and was recorded. Report it at once: it may have been altered.',
    step_undo_refused:
      'It cannot be taken back: only by its author, once, within 10 minutes, and not after filing.',
  },
  audit: {
    'review.confirm': 'review: confirmed',
    'review.reject': 'review: rejected',
    'review.plate_refused': 'plate differs from the machine: look again',
    'permit.created': 'permit registered',
    'permit.changed': 'permit changed',
    'permit.withdrawn': 'permit withdrawn',
    'permit.looked_up': 'permits looked up',
    'step.recorded': 'step recorded',
    'law.imported': 'catalogue imported',
    'law.published': 'catalogue published',
    'law.refused': 'catalogue refused',
    'law.withdrawn': 'catalogue entry withdrawn',
    'law.looked_up': 'looked up for a first violation',
    'mode.asked': 'evidence mode asked for',
    'mode.approved': 'evidence mode approved',
    'mode.refused': 'evidence mode refused',
    'matter.changed': 'matter: what is needed first changed',
    'step.file_received': 'file from the place received',
    'step.undone': 'step taken back',
  },
} as const
