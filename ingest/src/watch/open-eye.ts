import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Log } from '@sightline/infra/platform/log'
import { openNetwork } from '@sightline/models/open'
import { createDetector, type Detector } from '@sightline/models/session/detector'
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
  const closing = new AbortController()
  let open: { eye: Eye; detector: Detector } | null = null

  async function tryOnce(): Promise<boolean> {
    try {
      open = await load(options, closing.signal)
      return true
    } catch (err) {
      if (!closing.signal.aborted)
        options.log.error({ err, network: options.name }, 'no network to look with')
      return false
    }
  }
  async function keepTrying(): Promise<void> {
    do await options.pause(againMs, closing.signal)
    while (!closing.signal.aborted && !(await tryOnce()))
  }

  const trying = (await tryOnce()) ? Promise.resolve() : keepTrying()
  return {
    eye: () => open?.eye ?? null,
    async close() {
      closing.abort()
      await trying
      await open?.detector.close()
    },
  }
}

async function load({ name, dir, mirror, workers, log }: EyeOptions, signal: AbortSignal) {
  const network = await openNetwork({
    ...{ name, dir, signal, origins: { mirror } },
    onFallback: ({ wanted, used, reason }) =>
      log.warn({ wanted, used, err: reason }, 'another network takes over'),
  })
  // The tracker decides what a weak sight is worth: it begins nothing, and keeps in view what was there.
  const detector = await createDetector({ network, workers, threshold: trackerDefaults.lowScore })
  const { input, classes } = network.manifest
  log.info({ network: network.manifest.name, sha256: network.sha256, workers }, 'network ready')
  return { detector, eye: { detector, input, classes: [...new Set(classes.filter((one) => one !== null))] } }
}
