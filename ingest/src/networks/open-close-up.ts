import type { ManifestOf } from '@sightline/models/manifest'
import { offeredClasses } from '@sightline/models/offered'
import type { PreparedNetwork } from '@sightline/models/prepared-network'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import type { FurtherNetwork } from './eye.ts'

export interface CloseUp extends FurtherNetwork {
  readonly close: () => Promise<void>
}

/** A detector for enlarged parts of pictures, down to this score. Its thread starts with the first part. */
export function openCloseUp(
  { manifest, path, sha256 }: PreparedNetwork<ManifestOf<'detector'>>,
  threshold: number,
): CloseUp {
  const weak = { ...manifest, thresholds: { ...manifest.thresholds, score: threshold } }
  let started: Promise<PartDetector> | null = null
  const start = (): Promise<PartDetector> => createPartDetector({ manifest: weak, path, sha256 })
  return {
    network: { name: manifest.name, sha256, threshold },
    classes: offeredClasses(manifest),
    looksAt: 'zones',
    async look(sourceId, task) {
      started ??= start()
      return (await started).look(sourceId, task)
    },
    close: async () => void (await (await started)?.close()),
  }
}
