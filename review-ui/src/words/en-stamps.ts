import type { Words } from './shape.ts'
import type { zhStamps } from './zh-stamps.ts'

/** Words about time-stamps. */
export const enStamps: Words<typeof zhStamps> = {
  label: 'Time-stamps',
  stage: { opened: 'opened', confirmed: 'evidence standard met', closed: 'ended' },
  supplement: 'supplement',
  stamped: '{{stage}} {{at}}',
  waiting: '{{stage}} still awaited',
  by: 'by {{authority}}',
  explain: 'By an authority’s clock: the manifest was there at that time, and has not been changed since.',
}
