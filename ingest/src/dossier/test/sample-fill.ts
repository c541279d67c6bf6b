import { partOf, type Manifest } from '@sightline/api/contract/dossier'
import { findingIdSchema } from '@sightline/api/contract/ids'
import type { SealJob } from '../../spool/spool.ts'
import { draftBytes, placedBytes, toManifest } from '../to-manifest.ts'
import { sampleRecord, writeSampleTrace } from './sample-record.ts'

/** A job that seals the confirmed stage of a sample with one small exhibit; `fail` is thrown in the middle of it. */
export function sampleJob(
  id: string,
  { link, fail }: { link?: Manifest['link']; fail?: Error } = {},
): SealJob {
  const about = { record: sampleRecord(id), stage: 'confirmed', ...(link ? { link } : {}) } as const
  const software = { sightline: '0', ffmpeg: '5' }
  return {
    findingId: findingIdSchema.parse(id),
    stage: 'confirmed',
    part: partOf(about),
    async fill(dir) {
      const exhibits = [await writeSampleTrace(dir)]
      if (fail) throw fail
      const draft = draftBytes(toManifest({ ...about, software, exhibits, hasGap: false, sealedAt: 1 }))
      return async (chain) => placedBytes(draft, chain)
    },
  }
}
