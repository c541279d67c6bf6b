import { join } from 'node:path'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import type { Config } from './config.ts'
import type { Models } from '../perceive/infer/open-models.ts'
import type { Pause } from '../floor/pause.ts'
import { createFinishing } from './finish-old.ts'
import { exchangeWithApi, type ExchangeDeps } from './exchange-with-api.ts'
import { createRingSweep } from './sweep-rings.ts'
import { idleModels } from '../perceive/infer/idle-models.ts'
import type { Shadows } from '../shadow/shadows.ts'
import type { Mouth } from '../speakers/mouth.ts'
import type { Watches } from './watches.ts'

export interface Asking {
  readonly watches: Watches
  readonly models: Pick<Models, 'modelSet' | 'report' | 'want'>
  readonly shadows: Pick<Shadows, 'want'>
  readonly mouth: Pick<Mouth, 'take' | 'spoken' | 'heard'>
  readonly liveUrl: string
  readonly signer: ExchangeDeps['signer']
  readonly log: Log
  readonly clock: Clock
  readonly pause: Pause
}

/** The api takes no longer list of them. */
const mostModels = 100

/** Tells the api how the sources and models do, and does what it wants of both, until it is stopped. */
export function askWhatToWatch(
  config: Pick<Config, 'apiUrl' | 'workerId' | 'capacity' | 'secretsDir' | 'dataDir' | 'ringSeconds'>,
  { watches, models, shadows, mouth, liveUrl, signer, log, clock, pause }: Asking,
): { stop(): Promise<void> } {
  const asking = new AbortController()
  const { apiUrl, workerId, capacity, secretsDir, dataDir } = config
  const isWatched = (id: string) => watches.holds(id)
  const sweep = createRingSweep({ dataDir, clock, maxAgeMs: config.ringSeconds * 1000, isWatched, log })
  const finishOld = createFinishing({ dataDir, clock, watches, log })
  const asked = exchangeWithApi(
    {
      apiUrl,
      log,
      pause,
      signer,
      clock,
      tokenFile: join(secretsDir, 'worker.token'),
      report() {
        const main = models.modelSet()?.detector.model
        const model = main ? { name: main.name, sha256: main.sha256 } : null
        const loaded = models.report().slice(0, mostModels)
        const idle = idleModels(loaded)
        const states = watches.states()
        return { workerId, capacity, states, model, models: loaded, idle, liveUrl, spoken: mouth.spoken() }
      },
      async onAnswer({ sources, models: wanted, shadow, speech }, { spoken }) {
        mouth.heard(spoken)
        models.want(wanted)
        shadows.want(shadow)
        await watches.apply(sources)
        mouth.take(speech)
        await finishOld()
        await sweep()
      },
    },
    asking.signal,
  )
  return {
    async stop() {
      asking.abort()
      await asked
    },
  }
}
