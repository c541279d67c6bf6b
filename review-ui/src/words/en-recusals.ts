import type { Words } from './shape.ts'
import type { zhRecusals } from './zh-recusals.ts'

/** Words of recusals (administrative penalty law art. 43). */
export const enRecusals: Words<typeof zhRecusals> = {
  title: 'Recusal',
  hint: 'Whoever has an interest in the matter, or another tie that may touch fairness, takes no part in it: no decision, and no picture of it.',
  none: 'Nobody is recused',
  isRecused: 'recused',
  act: { declared: 'declared', ordered: 'ordered', lifted: 'lifted' },
  declare: 'Recuse myself',
  order: 'Order a recusal',
  lift: 'Lift',
  liftOf: 'Lift the recusal of {{name}}',
  person: 'Person',
  personNeeded: 'Choose somebody',
  reason: 'Reason',
  reasonNeeded: 'Say why (2–300 characters)',
  youAre: 'You are recused from this: you neither decide about it nor see its pictures.',
  done: 'Recorded',
}
