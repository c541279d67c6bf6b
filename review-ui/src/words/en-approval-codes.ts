/** Refusals of the approval of a source. */
export const enApprovalFailures = {
  dev_action_refused: 'The approval of this source does not stand where this can be done.',
  dev_same_person:
    'Who reviews has neither registered, written nor submitted it; the technical and the legal reviewer are two people.',
  dev_file_invalid:
    'The file is incomplete, or what was reviewed would be changed: draft it again first to change that.',
  dev_drawn: 'A drawn camera of the demonstration is neither reviewed nor put in use.',
  dev_no_review:
    'The technical and the legal review are missing (two people, neither of whom registered it).',
  dev_no_sign: 'There is no photograph of its sign.',
  dev_not_published: 'Its place is not published, or the notice has not run its days.',
  dev_no_assessment:
    'No assessment of what it means for personal information is recorded, or it is of a later day (PIPL art. 55, 56).',
  dev_no_filing: 'It watches a public place and has no number of its filing with the police.',
  dev_calibration: 'Its calibration certificate is missing or has expired.',
  dev_clock:
    'Its clock is not known to be right: no worker reports it, it sends none, or it is over 1 s off.',
  dev_sign_invalid: 'The photograph of the sign must be a JPEG of 12 MB at most.',
}
/** Why the state of a source makes its pictures a clue. */
export const enDeviceReasons = {
  source_drawn: 'drawn by a program for a demonstration: of no real place',
  source_on_trial: 'the source was on trial',
  calibration_expired: 'the calibration certificate had expired when it was captured',
}
/** Audit: the approval of sources. */
export const enApprovalAudit = {
  'source.approval': 'approval of a source',
}
