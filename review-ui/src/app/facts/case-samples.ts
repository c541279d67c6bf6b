import type { AuditAction } from '@sightline/api/contract/audit'
import { id, otherId, type Sample } from './sample.ts'

const sha256 = 'ab'.repeat(32)

/** What was done, and from where to where the case moved by it. */
type Move = readonly [answer: string, from: string, to: string]
const stepped = ([answer, from, to]: Move, more: Sample['facts'] = {}): Sample => ({
  facts: { number: '2026-000001', answer, from, to, ...more },
  folded: 'packageSha256' in more ? ['packageSha256'] : [],
})

const mode = {
  kind: 'illegal_parking',
  sourceKind: 'fixed',
  mode: 'DIRECT',
}

const batch = { lawSubject: 'matters', fileName: '事项.2026', rows: 110, sha256 }
const ofBatch = (more: Sample['facts'] = {}): Sample => ({ facts: { ...batch, ...more }, folded: ['sha256'] })

/** Of proposed cases' part of the trail, and of what their pictures may prove. */
export const caseSamples = {
  'law.imported': [ofBatch()],
  'law.published': [ofBatch({ requested_by: otherId, note: '' })],
  'law.refused': [ofBatch({ requested_by: otherId, note: '编码有误' })],
  'law.withdrawn': [{ facts: { lawSubject: 'authorities', lawKey: '07', note: '已收回' }, folded: [] }],
  'law.looked_up': [{ facts: { isPlate: true, isParty: false }, folded: [] }],
  'mode.asked': [
    {
      facts: { ...mode, basis: '道路交通安全法第一百一十四条', documentNumber: '法制〔2026〕1号' },
      folded: [],
    },
  ],
  'mode.approved': [{ facts: { ...mode, requested_by: otherId, note: '同意' }, folded: [] }],
  'mode.refused': [{ facts: { ...mode, requested_by: otherId, note: '依据不足' }, folded: [] }],
  'case.proposed': [
    {
      facts: { number: '2026-000001', alertId: id, plate: '渝A12345', officers: [id, otherId] },
      folded: ['alertId'],
    },
  ],
  'case.filed': [
    {
      facts: { number: '2026-000001', alertId: id, plate: '渝A12345', officers: [id, otherId] },
      folded: ['alertId'],
    },
    stepped(['file', 'proposed', 'filed'], {
      filedNumber: '渝执立字〔2026〕000001号',
      authorityBasis: '区政府文件',
      packageSha256: sha256,
    }),
  ],
  'case.sent_back': [stepped(['send_back', 'proposed', 'returned'], { note: '请补拍标志' })],
  'case.refused': [stepped(['refuse', 'proposed', 'not_filed'], { reason: 'first_violation' })],
  'case.revoked': [stepped(['revoke', 'filed', 'revoked'], { reason: 'self_check', note: '号牌看错' })],
  'case.handed_over': [
    stepped(['hand_over', 'proposed', 'handed_over'], {
      receiver: '某区综合执法局',
      documentNumber: '渝移〔2026〕1号',
      packageSha256: sha256,
    }),
  ],
  'case.answered': [
    stepped(['city_filed', 'handed_over', 'filed'], {
      documentNumber: '渝函〔2026〕9号',
      filedNumber: '渝2026-7',
    }),
  ],
  'matter.changed': [
    { facts: { version: 1, from: null, to: '某条例第十条' }, folded: [] },
    { facts: { version: 2, from: '某条例第十条', to: null }, folded: [] },
  ],
  'alert.reopened': [
    { facts: { from: 'rejected', to: 'passed_on', round: 2, note: '复核有误' }, folded: [] },
  ],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
