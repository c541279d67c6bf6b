import { objectClasses } from '@sightline/detectors/detection'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { Manifest, OwnManifest, SeeingManifest } from './manifest.ts'

/** A classifier's label as a class of ours; null where no rule knows the word. */
export const classOf = (label: string): ObjectClass | null =>
  objectClasses.find((known) => known === label) ?? null

/** Whether a model tells of classes at all. */
export const isSeeing = (manifest: Manifest): manifest is SeeingManifest =>
  manifest.task === 'detector' || manifest.task === 'classifier'

/** The classes of ours that a model can report, each once. */
export function offeredClasses(manifest: Manifest | OwnManifest): ObjectClass[] {
  if (manifest.task === 'detector') return unique(manifest.classes)
  return manifest.task === 'classifier' ? unique(manifest.labels.map(classOf)) : []
}

const unique = (classes: readonly (ObjectClass | null)[]): ObjectClass[] => [
  ...new Set(classes.filter((one) => one !== null)),
]

/** Under this a model that is not followed by its weak sights reports nothing: its manifest's own threshold. */
export const leastScoreOf = (manifest: SeeingManifest): number =>
  manifest.task === 'detector' ? manifest.thresholds.score : (manifest.least ?? 0.5)
