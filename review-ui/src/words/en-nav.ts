import type { Words } from './shape.ts'
import type { zhNav } from './zh-nav.ts'

/** The pages, as they are listed. */
export const enNav = {
  alerts: 'Alerts',
  limits: 'Time limits',
  cases: 'Proposed cases',
  sources: 'Sources',
  permits: 'Permits',
  models: 'Models',
  datasets: 'Training data',
  matters: 'Order first',
  modes: 'Evidence modes',
  catalogue: 'Matters',
  phrases: 'Phrases',
  originals: 'Originals out',
  precision: 'Precision',
  shadows: 'Shadow',
  units: 'Units',
  people: 'People',
  audit: 'Audit',
} satisfies Words<typeof zhNav>
