import type { Log } from '@sightline/infra/platform/log'
import { openPlateReader, type PlateReader } from '@sightline/models/plates/open-plate-reader'
import { keepOpening, type Kept } from '../../floor/keep-opening.ts'
import type { Pause } from '../../floor/pause.ts'
import { createTellMissing } from '../../floor/tell-missing.ts'

export interface PlatesOptions {
  readonly dir: string
  readonly mirror: string | undefined
  readonly log: Log
  readonly pause: Pause
}

/** Where they cannot be had, as in a closed network without a mirror, they are asked for again this seldom. */
const againMs = 600_000

/**
 * Opens the plate reader while dossiers are sealed without it. It is optional equipment: what cannot be had is said in
 * the log and in every dossier. Close it before its thread ends: one that ends while a session is being made takes the
 * process with it.
 */
export const openPlates = ({ dir, mirror, log, pause }: PlatesOptions): Kept<PlateReader> =>
  keepOpening({
    async open(signal) {
      const reader = await openPlateReader({ dir, origins: { mirror }, signal })
      log.info({ models: reader.models }, 'plates can be read')
      return reader
    },
    shut: (reader) => reader.close(),
    againMs,
    pause,
    onFailure: createTellMissing(log, { name: 'plates', classes: [], get: 'npx sightline models pull' }),
  })
