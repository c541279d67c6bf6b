import { lookEveryMs } from '@sightline/detectors/rules/health-runs'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Judge } from '../judge/judge.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import { toHealthLook } from './health-look.ts'
import type { Pause } from '../floor/pause.ts'
import { isSending } from './source-state.ts'
import type { WatchBoard } from './watch-deps.ts'

export interface HealthWatchDeps {
  readonly clock: Clock
  readonly pause: Pause
  readonly board: WatchBoard
  readonly judge: Pick<Judge, 'lookAtCamera'>
  readonly gatekeeper: Pick<Gatekeeper, 'health' | 'healthJudged'>
  /** Capture time of the newest picture that is recorded; null: none. */
  readonly newestAt: () => number | null
  /** The disk refuses: the watch ends. */
  readonly fail: (error: unknown) => void
}

/** Looks at a camera at every full second of the worker's clock, whether or not it sends anything. */
export function watchHealth(deps: HealthWatchDeps): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = keepLooking(deps, stopping.signal).catch(deps.fail)
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function keepLooking(deps: HealthWatchDeps, signal: AbortSignal): Promise<void> {
  const { clock, pause } = deps
  while (!signal.aborted) {
    const now = clock.now()
    await look(deps, now)
    await pause(lookEveryMs - (now % lookEveryMs), signal)
  }
}

function look({ board, judge, gatekeeper, newestAt }: HealthWatchDeps, now: number): Promise<void> {
  const { connection, lastSample, blindSince, init, rate } = board
  const facts = {
    isSending: blindSince === null && isSending({ now, connection, lastSample }),
    sampleAt: lastSample?.at ?? null,
    said: gatekeeper.health(),
    judged: gatekeeper.healthJudged(),
  }
  const { source, offsetMs } = lastSample?.clock ?? { source: 'server-arrival' as const, offsetMs: null }
  const stream = {
    video: init && { codec: init.codec, width: init.width, height: init.height, fps: rate.fps() },
    fingerprint: init?.parametersSha256 ?? null,
    clock: { source, offsetMs },
  }
  const at = now - (now % lookEveryMs)
  return judge.lookAtCamera(toHealthLook(at, facts), { stream, newestAt: newestAt() })
}
