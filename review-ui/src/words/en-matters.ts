import type { Words } from './shape.ts'
import type { zhMatters } from './zh-matters.ts'

/** Words of the page on orders to correct. */
export const enMatters = {
  title: 'Order to correct first',
  hint: 'Before a kitchen violation is confirmed, an order to correct must have been served, its term have ended and a re-check have found it unmet. Only where a statute provides otherwise may its provision be written here, by which an officer may choose to confirm without an order.',
  kind: 'Matter',
  first: 'Order to correct first',
  needed: 'Needed (default)',
  notNeeded: 'May be confirmed without one',
  basis: 'Provision',
  basisShort: 'Name the provision, in at least 4 characters.',
  basisHint: 'Name the statute and its article; every reviewer sees it, and it goes into the case.',
  changedBy: 'Set by',
  changeTitle: '{{kind}}: order to correct first',
  changed: 'Saved: {{kind}}',
  warning: 'This lowers what a case needs. Let the legal staff decide; every change is recorded.',
} satisfies Words<typeof zhMatters>
