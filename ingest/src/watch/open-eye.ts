import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Log } from '@sightline/infra/platform/log'
import { openNetwork } from '@sightline/models/open'
import { createDetector } from '@sightline/models/session/detector'
import { keepOpening } from './keep-opening.ts'
import type { Eye } from './looker.ts'
import type { Pause } from './pause.ts'

export interface EyeOptions {
  readonly name: string
  readonly dir: string
  readonly mirror: string | undefined
  readonly workers: number
  readonly log: Log
  readonly pause: Pause
}

/** The network of a worker, once it is there. */
export interface EyeHolder {
  eye(): Eye | null
  close(): Promise<void>
}

const againMs = 30_000

/**
 * Opens the network and keeps trying where it cannot be had: sources are recorded meanwhile and show `no_network`. The
 * first try is over on return.
 */
export async function openEye(options: EyeOptions): Promise<EyeHolder> {
  const kept = keepOpening({
    open: (signal) => load(options, signal),
    shut: ({ detector }) => detector.close(),
    ...{ againMs, pause: options.pause },
    onFailure: (err) => options.log.error({ err, network: options.name }, 'no network to look with'),
  })
  await kept.firstTry
  return { eye: () => kept.current(), close: () => kept.close() }
}

async function load({ name, dir, mirror, workers, log }: EyeOptions, signal: AbortSignal): Promise<Eye> {
  const network = await openNetwork({
    ...{ name, dir, signal, origins: { mirror } },
    onFallback: ({ wanted, used, reason }) =>
      log.warn({ wanted, used, err: reason }, 'another network takes over'),
  })
  // The tracker decides what a weak sight is worth: it begins nothing, and keeps in view what was there.
  const detector = await createDetector({ network, workers, threshold: trackerDefaults.lowScore })
  const { input, classes } = network.manifest
  log.info({ network: network.manifest.name, sha256: network.sha256, workers }, 'network ready')
  return { detector, input, classes: [...new Set(classes.filter((one) => one !== null))] }
}
