import type { LoadedNetwork } from '@sightline/api/contract/networks'
import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import { ModelError } from '@sightline/models/model-error'
import { keepOpening } from '../../floor/keep-opening.ts'
import type { Pause } from '../../floor/pause.ts'

/** What a network says of itself. */
export type About = Pick<LoadedNetwork, 'name' | 'title' | 'licence' | 'classes'>

/** A network that could be run, and how. */
export interface Candidate<T> {
  readonly about: About
  readonly open: (signal: AbortSignal) => Promise<T>
}

interface Opened {
  readonly sha256: string
  /** What it is, where that is not what was asked for. */
  readonly about?: About
  readonly close: () => Promise<void>
}

/** A network's place in a worker: it is opened as soon as it can be had, and again where it broke. */
export interface Seat<T> {
  /** Over when the first try is, however it ended. */
  readonly firstTry: Promise<void>
  current(): T | null
  report(): LoadedNetwork
  /** What a look ended with: a network that will never look again is opened anew. */
  failed(error: unknown): void
  close(): Promise<void>
}

export interface SeatDeps {
  readonly log: Log
  readonly pause: Pause
}

/** Between two tries. */
const againMs = 30_000

export function takeSeat<T extends Opened>({ about, open }: Candidate<T>, { log, pause }: SeatDeps): Seat<T> {
  let fault = 'opening'
  const kept = keepOpening({
    open,
    shut: (opened: T) => opened.close(),
    ...{ againMs, pause },
    onFailure(err) {
      const code = codeOf(err)
      // Tried again and again, for as long as it takes: said once.
      if (code !== fault) log.warn({ err, network: about.name }, 'a network is not there, it is tried again')
      fault = code
    },
  })
  return {
    firstTry: kept.firstTry,
    current: () => kept.current(),
    report() {
      const opened = kept.current()
      if (!opened) return { ...about, classes: [...about.classes], sha256: null, fault }
      return { ...(opened.about ?? about), sha256: opened.sha256, fault: null }
    },
    failed(error) {
      if (!(error instanceof ModelError) || error.code !== 'network_unusable') return
      fault = error.code
      kept.renew()
    },
    close: () => kept.close(),
  }
}

const codeOf = (error: unknown): string =>
  error instanceof ModelError || error instanceof CodedError ? error.code : 'network_failed'
