import type { LoadedModel } from '@sightline/api/contract/models'
import type { Log } from '@sightline/infra/platform/log'
import { ModelError } from '@sightline/models/model-error'
import { builtInModels } from '@sightline/models/models'
import { keepOpening } from '../../floor/keep-opening.ts'
import type { Pause } from '../../floor/pause.ts'
import { createTellMissing, faultOf } from '../../floor/tell-missing.ts'

/** What a model says of itself. */
export type About = Pick<LoadedModel, 'name' | 'title' | 'licence' | 'classes'>

/** A model that could be run, and how. */
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

/** A model's place in a worker: it is opened as soon as it can be had, and again where it broke. */
export interface ModelSlot<T> {
  /** Over when the first try is, however it ended. */
  readonly firstTry: Promise<void>
  current(): T | null
  report(): LoadedModel
  /** What a look ended with: a model that will never look again is opened anew. */
  failed(error: unknown): void
  close(): Promise<void>
}

export interface ModelSlotDeps {
  readonly log: Log
  readonly pause: Pause
}

/** Between two tries. */
const againMs = 30_000

export function openSlot<T extends Opened>(
  { about, open }: Candidate<T>,
  { log, pause }: ModelSlotDeps,
): ModelSlot<T> {
  let fault = 'opening'
  const isOurs = builtInModels.some(({ name }) => name === about.name)
  const get = isOurs ? `npx sightline models pull ${about.name}` : null
  const tellMissing = createTellMissing(log, { ...about, get })
  const kept = keepOpening({
    open,
    shut: (opened: T) => opened.close(),
    againMs,
    pause,
    onFailure(err) {
      fault = faultOf(err)
      tellMissing(err)
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
      if (!(error instanceof ModelError) || error.code !== 'model_unusable') return
      fault = error.code
      kept.renew()
    },
    close: () => kept.close(),
  }
}
