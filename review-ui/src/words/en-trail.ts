/** The page of the audit trail. */
export const enTrail = {
  title: 'Audit',
  subject: 'Subject',
  subjectHint: 'Filter by subject, e.g. alert/… or a person id',
  sequence: 'No.',
  at: 'Time',
  actor: 'By',
  action: 'Action',
  facts: 'Facts',
  hash: 'Hash',
  empty: 'No entries',
  search: 'Filter',
  chain: 'Entries are only added, never changed; each holds the hash of the one before.',
}
