import type { AuditAction } from '@sightline/api/contract/audit'
import { id, type Sample } from './sample.ts'

const at = 1_795_000_000_000
const said = { facts: { supervision: id, text: '已安排办理' }, folded: ['supervision'] }

/** Of time limits and supervision. */
export const limitSamples = {
  'limit.told': [
    {
      facts: { work: 'filing', level: 'supervisor', limitAt: at, role: 'supervisor' },
      folded: [],
    },
  ],
  'supervision.asked': [
    { facts: { supervision: id, reason: '逾期未办', limitAt: at }, folded: ['supervision'] },
  ],
  'supervision.answered': [said],
  'supervision.settled': [said],
  'supervision.unsettled': [said],
  'supervision.withdrawn': [said],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
