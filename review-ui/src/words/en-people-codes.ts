/** Refusals about people and their passwords. */
export const enPeopleFailures = {
  password_reused: 'This was one of your last 5 passwords. Choose another.',
  password_change_due: 'Your password is a one-time password: set your own first.',
  password_lapsed: 'The one-time password has lapsed. Ask a system administrator for a new one.',
  certificate_taken: 'This certificate number is registered for another person. Check it.',
  certificate_term_invalid: 'The certificate would be valid for more than 10 years. Check the date.',
  certificates_invalid:
    'This list of certificates has wrong rows; nothing was asked for. Mend the rows and columns that are named, and import it again.',
  certificates_unchanged: 'This list is what is registered already: there is nothing to ask for.',
  last_administrator:
    'This is the last active administrator of this kind (system, security or audit). Register another one of the kind first.',
  security_admin_decides:
    'There is a security administrator, who decides this. A system administrator only takes back what he asked for himself.',
  recused:
    'You are recused from this matter (administrative penalty law art. 43): you neither decide about it nor see its pictures. If that is wrong, a head lifts it with a reason.',
  recusal_refused:
    'This cannot be recorded: the person is recused already, is not recused, or is no active officer, legal reviewer or head. Reload and check.',
  second_person_needed:
    'Somebody else must approve this: neither who asked for it nor whom it is about. Where nobody else is, use the command sightline people on the machine.',
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
  'recusal.declared': 'recusal declared',
  'recusal.ordered': 'recusal ordered',
  'recusal.lifted': 'recusal lifted',
  'alert.reopened': 're-opened',
  'package.exported': 'package exported',
}
