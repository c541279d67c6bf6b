/** Refusals about people and their passwords. */
export const enPeopleFailures = {
  password_reused: 'This was one of your last 5 passwords. Choose another.',
  password_change_due: 'Your password is a one-time password: set your own first.',
  password_lapsed: 'The one-time password has lapsed. Ask an administrator for a new one.',
  certificate_taken: 'This certificate number is registered for another person. Check it.',
  certificate_term_invalid: 'The certificate would be valid for more than 10 years. Check the date.',
  last_administrator: 'This is the last active administrator. Register another one first.',
  second_person_needed:
    'Another administrator must approve this: neither who asked for it nor whom it is about.',
}

/** What the trail says of people and of what only they do. */
export const enPeopleAudit = {
  'person.signed_in': 'signed in',
  'person.sign_in_refused': 'sign-in refused',
  'access.refused': 'access refused',
  'person.signed_out': 'signed out',
  'person.session_ended': 'signed out elsewhere',
  'person.oldest_session_ended': 'oldest sign-in ended: too many at once',
  'person.created': 'person created',
  'person.password_changed': 'own password changed',
  'person.unlocked': 'sign-in lock lifted',
  'person.changed': 'person changed',
  'person.requested': 'change of people requested',
  'person.request_approved': 'request about a person approved',
  'person.request_refused': 'request about a person refused',
  'case.filed': 'case filed',
  'case.proposed': 'case proposed',
  'case.sent_back': 'case sent back',
  'case.refused': 'case not filed',
  'case.revoked': 'case revoked',
  'case.handed_over': 'case handed over',
  'case.answered': 'answer of the receiver recorded',
  'alert.reopened': 're-opened',
  'package.exported': 'package exported',
}
