import type { AuditAction } from '@sightline/api/contract/audit'
import { id, type Sample } from './sample.ts'

const at = 1_795_920_228_030
const ended = (closeReason: string): Sample => ({
  facts: { from: 'opened', to: 'unconfirmed', closeReason },
  folded: [],
})

/** Of the trail of what runs, and ends, in its grace. */
export const openedSamples = {
  'alert.opened': [{ facts: { findingId: id, graceUntil: at }, folded: ['findingId'] }],
  'alert.confirmed': [{ facts: { findingId: id, from: 'opened', to: 'new' }, folded: ['findingId'] }],
  'alert.ended': [ended('left_in_grace'), ended('not_seen')],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
