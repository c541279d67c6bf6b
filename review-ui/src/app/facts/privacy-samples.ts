import type { AuditAction } from '@sightline/api/contract/audit'
import { id, otherId, type Sample } from './sample.ts'

const sha256 = 'ab'.repeat(32)
const number = '2026-000001'
const taking = { permission: id, number, receiver: '某区人民法院', takeUntil: 1_795_920_228_030 }
const asked: Sample = { facts: { ...taking, purpose: '行政诉讼举证' }, folded: ['permission'] }
const decided = (note: string): Sample => ({
  facts: { ...taking, requested_by: otherId, note },
  folded: ['permission'],
})
const copy = { copy: id, number, receiver: '某街道办事处' }

const look = { viewingReason: '核查占道经营', caseNumber: '2026-000007' }
const counted = { name: '录像一', viewedAt: 1_795_920_180_000, times: 14, seeks: 3 }

/** Of what leaves and is looked at, and who asked for it. */
export const privacySamples = {
  'source.reason_given': [{ facts: { ...look, address: '10.0.0.9' }, folded: [] }],
  'source.pictured': [{ facts: { ...counted, address: '10.0.0.9' }, folded: [] }],
  'exhibit.viewed': [{ facts: { ...counted, ...look, address: '10.0.0.9' }, folded: [] }],
  'exhibit.unmasked': [
    {
      facts: { exhibitId: id, name: '证据一', permission: otherId, address: '10.0.0.9' },
      folded: ['exhibitId', 'permission'],
    },
  ],
  'masks.drawn': [{ facts: { name: '一号点位', version: 2, masks: 3 }, folded: [] }],
  'exhibit.copied': [
    {
      facts: { exhibitId: id, name: '证据一', sha256, address: '10.0.0.9' },
      folded: ['exhibitId', 'sha256'],
    },
  ],
  'package.exported': [
    { facts: { number, indexSha256: sha256, members: 14 }, folded: ['indexSha256'] },
    {
      facts: { number, packageSha256: sha256, permission: id, receiver: '某区人民法院' },
      folded: ['packageSha256', 'permission'],
    },
  ],
  'original.asked': [asked],
  'original.granted': [decided('同意')],
  'original.refused': [decided('用共享副本即可')],
  'copy.begun': [{ facts: { ...copy, purpose: '告知' }, folded: ['copy'] }],
  'copy.made': [{ facts: { ...copy, pictures: 6, leftOut: 4, sha256 }, folded: ['copy', 'sha256'] }],
  'copy.failed': [
    { facts: { copy: id, code: 'copy_no_model', model: 'yolox-nano' }, folded: ['copy', 'model'] },
  ],
  'copy.downloaded': [{ facts: { ...copy, sha256, address: '10.0.0.9' }, folded: ['copy', 'sha256'] }],
  'copy.removed': [{ facts: { copy: id }, folded: ['copy'] }],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
