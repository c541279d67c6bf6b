/** Refusals about people and their passwords. */
export const enPeopleFailures = {
  password_reused: 'This was one of your last 5 passwords. Choose another.',
  password_change_due: 'Your password is a one-time password: set your own first.',
  password_lapsed: 'The one-time password has lapsed. Ask an administrator for a new one.',
  certificate_taken: 'This certificate number is registered for another person. Check it.',
  certificate_term_invalid: 'The certificate would be valid for more than 10 years. Check the date.',
  last_administrator: 'This is the last active administrator. Register another one first.',
}
