import type { Log } from '@sightline/infra/platform/log'
import { openPlateReader, type PlateReader } from '@sightline/models/plates/open-plate-reader'
import type { Pause } from '../../watch/pause.ts'

export interface PlatesOptions {
  readonly dir: string
  readonly mirror: string | undefined
  readonly log: Log
  readonly pause: Pause
}

export interface Plates {
  /** Null until its networks are there. */
  reader(): PlateReader | null
  /** Breaks a download off. A thread that ends while a session is being made would take the process with it. */
  close(): Promise<void>
}

/** Where they cannot be had, as in a closed network without a mirror, they are asked for again this seldom. */
const againMs = 600_000

/**
 * Opens the plate reader while dossiers are sealed without it. It is optional equipment: what cannot be had is said in
 * the log and in every dossier.
 */
export function openPlates({ dir, mirror, log, pause }: PlatesOptions): Plates {
  const closing = new AbortController()
  const { signal } = closing
  let reader: PlateReader | null = null

  async function tryOnce(): Promise<boolean> {
    try {
      reader = await openPlateReader({ dir, origins: { mirror }, signal })
      log.info({ networks: reader.networks }, 'plates can be read')
      return true
    } catch (err) {
      if (!signal.aborted) log.warn({ err }, 'plates are not read: no network for them')
      return false
    }
  }
  async function keepTrying(): Promise<void> {
    while (!signal.aborted && !(await tryOnce())) await pause(againMs, signal)
  }

  const trying = keepTrying()
  return {
    reader: () => reader,
    async close() {
      closing.abort()
      await trying
      await reader?.close()
    },
  }
}
