import type { ManifestOf } from '@sightline/models/manifest'
import type { PreparedModel } from '@sightline/models/prepared-model'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'

/** A detector for enlarged parts of pictures, down to this score. Its thread starts with the first part. */
export function openCloseUp(
  { manifest, path, sha256 }: PreparedModel<ManifestOf<'detector'>>,
  threshold: number,
): Pick<PartDetector, 'look' | 'close'> {
  const weak = { ...manifest, thresholds: { ...manifest.thresholds, score: threshold } }
  let started: Promise<PartDetector> | null = null
  const start = (): Promise<PartDetector> => createPartDetector({ manifest: weak, path, sha256 })
  return {
    async look(sourceId, task) {
      started ??= start()
      return (await started).look(sourceId, task)
    },
    close: async () => void (await (await started)?.close()),
  }
}
