import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Log } from '@sightline/infra/platform/log'
import { builtInModels } from '@sightline/models/models'
import { offeredClasses } from '@sightline/models/offered'
import { openModel } from '@sightline/models/open'
import { createDetector } from '@sightline/models/session/detector'
import { openCloseUp } from './open-close-up.ts'
import type { MainModel } from './model-set.ts'
import type { About, Candidate } from './model-slot.ts'

export interface MainOptions {
  readonly name: string
  readonly dir: string
  readonly mirror: string | undefined
  readonly workers: number
  readonly log: Log
}

export interface OpenedMain extends MainModel {
  readonly sha256: string
  readonly about: About
  readonly close: () => Promise<void>
}

/** The model that looks at every picture, or what takes over where it can be had from nowhere. */
export function mainCandidate({ name, dir, mirror, workers, log }: MainOptions): Candidate<OpenedMain> {
  const known = builtInModels.find((model) => model.name === name)
  const about: About = {
    name,
    title: known?.title ?? { zh: name, en: name },
    licence: known?.licence.name ?? '',
    classes: known ? offeredClasses(known) : [],
  }
  async function open(signal: AbortSignal): Promise<OpenedMain> {
    const model = await openModel({
      name,
      dir,
      signal,
      origins: { mirror },
      onFallback: ({ wanted, used, reason }) =>
        log.warn({ wanted, used, err: reason }, 'another model takes over'),
    })
    // The tracker decides what a weak sight is worth: it begins nothing, and keeps in view what was there.
    const detector = await createDetector({ model, workers, threshold: trackerDefaults.lowScore })
    const { manifest, sha256 } = model
    const { input, title, licence, leastPx } = manifest
    const classes = offeredClasses(manifest)
    const closeUp = openCloseUp(model, trackerDefaults.lowScore)
    log.info({ model: manifest.name, sha256, workers }, 'model ready')
    const is: About = { name: manifest.name, title, licence: licence.name, classes }
    const close = async () => void (await Promise.all([detector.close(), closeUp.close()]))
    return { detector, input, classes, ...(leastPx && { leastPx }), closeUp, sha256, about: is, close }
  }
  return { about, open }
}
