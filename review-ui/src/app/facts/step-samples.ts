import type { AuditAction } from '@sightline/api/contract/audit'
import { id, otherId, type Sample } from './sample.ts'

const at = 1_795_920_228_000
const sha256 = 'a'.repeat(64)

/** Every action of steps as the trail keeps it, with what is not said of it in words. */
export const stepSamples = {
  'step.recorded': [
    {
      facts: {
        step: id,
        kind: 'order',
        takenAt: at,
        doneBy: '王五',
        text: '当场送达',
        documentNumber: '渝改〔2026〕1号',
        dueAt: at + 86_400_000,
      },
      folded: ['step'],
    },
    {
      facts: { step: id, kind: 'recheck', takenAt: at, doneBy: '王五', text: '', complied: false },
      folded: ['step'],
    },
    {
      facts: {
        step: id,
        kind: 'inspection',
        takenAt: at,
        doneBy: '王五',
        text: '到场见一人垂钓',
        secondOfficer: otherId,
        siteFiles: [id],
        siteHash: sha256,
      },
      folded: ['step', 'siteFiles', 'siteHash'],
    },
  ],
  'step.file_received': [
    {
      facts: {
        siteFile: id,
        kind: 'photo',
        bytes: 2_345_678,
        sha256,
        sm3: sha256,
        siteHash: sha256,
        address: '10.0.0.7',
      },
      folded: ['siteFile', 'sha256', 'sm3', 'siteHash'],
    },
  ],
  'step.undone': [{ facts: { step: id, kind: 'push', reason: '记错了' }, folded: ['step'] }],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
