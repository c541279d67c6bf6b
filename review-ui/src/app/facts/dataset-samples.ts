import type { AuditAction } from '@sightline/api/contract/audit'
import type { Sample } from './sample.ts'

const sha256 = 'ab'.repeat(32)
const said = (facts: Sample['facts']): Sample => ({ facts, folded: [] })

/** Of the training data's part of the trail. */
export const datasetSamples = {
  'dataset.approved': [
    said({
      number: '渝城管训〔2026〕3号',
      approvedBy: '张局长',
      approvedOn: '2026-11-20',
      validUntil: '2026-12-31',
      purpose: '改进识别',
      fromDay: '2026-11-01',
      toDay: '2026-11-30',
      coversPlates: false,
      kinds: ['illegal_parking', 'angling'],
      sources: 2,
    }),
    said({ number: '渝城管训〔2026〕4号', coversPlates: true, kinds: ['angling'], sources: null }),
  ],
  'dataset.withdrawn': [said({ number: '渝城管训〔2026〕3号', reason: '项目结束' })],
  'dataset.refused': [said({ code: 'dataset_approval_expired', set: 'objects' })],
  'dataset.begun': [said({ number: '渝城管训〔2026〕3号', set: 'objects', findings: 40, seed: 1 })],
  'dataset.exported': [
    {
      facts: {
        number: '渝城管训〔2026〕3号',
        set: 'plates',
        findings: 40,
        pictures: 96,
        annotations: 300,
        leftOut: 3,
        bytes: 9_000_000,
        sha256,
      },
      folded: ['sha256'],
    },
  ],
  'dataset.failed': [said({ code: 'dataset_interrupted', number: '渝城管训〔2026〕3号' })],
  'dataset.downloaded': [
    { facts: { number: '渝城管训〔2026〕3号', bytes: 9_000_000, sha256 }, folded: ['sha256'] },
  ],
  'dataset.removed': [said({})],
  'dataset.labelled': [
    {
      facts: { version: 1, pictures: 96, kept: 290, added: 4, removed: 2, moved: 5, renamed: 1, sha256 },
      folded: ['sha256'],
    },
  ],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
