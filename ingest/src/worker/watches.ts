import type { SourceId } from '@sightline/api/contract/ids'
import type { ReconcileRequest, WantedSource } from '@sightline/api/contract/workers'
import type { Log } from '@sightline/infra/platform/log'
import type { Watch } from '../watch/watch.ts'
import { planWatches } from './plan-watches.ts'

/** The watches of a worker. */
export interface Watches {
  /**
   * Starts, stops and changes watches until they are the wanted ones. One that is no longer wanted ends in the background,
   * and what it leaves is finished; wanted again meanwhile, it starts with a later call.
   */
  apply(wanted: readonly WantedSource[]): Promise<void>
  /** Finishes what an earlier run left of a source that nobody watches here; nothing where it is watched or being finished. */
  finish(id: SourceId): void
  get(id: SourceId): Watch | undefined
  all(): readonly Watch[]
  /** Whether its folders are in use: it is watched, or being finished. */
  holds(id: string): boolean
  states(): ReconcileRequest['states']
  stop(): Promise<void>
}

export interface WatchesDeps {
  readonly start: (source: WantedSource) => Watch
  /** Ends when nothing is left of a source, or the signal aborts. */
  readonly finish: (id: SourceId, signal: AbortSignal) => Promise<void>
  readonly log: Log
}

export function createWatches({ start, finish, log }: WatchesDeps): Watches {
  const watches = new Map<SourceId, Watch>()
  const endings = createEndings(log)

  async function end(id: SourceId): Promise<void> {
    const watch = watches.get(id)
    if (!watch) return
    // Stopped before another begins: two would write one ring.
    await watch.stop()
    watches.delete(id)
  }

  function leave(id: SourceId): void {
    const watch = watches.get(id)
    watches.delete(id)
    endings.begin(id, async (signal) => {
      await watch?.stop()
      await finish(id, signal)
    })
  }

  return {
    async apply(wanted) {
      const plan = planWatches(
        wanted,
        [...watches.values()].map((watch) => watch.source()),
      )
      for (const id of plan.stop) leave(id)
      await Promise.all(plan.reconnect.map(({ id }) => end(id)))
      for (const source of [...plan.start, ...plan.reconnect])
        if (!endings.giveUp(source.id)) watches.set(source.id, start(source))
      for (const source of plan.update) watches.get(source.id)?.update(source)
    },
    finish: (id) => void (watches.has(id) || leave(id)),
    get: (id) => watches.get(id),
    all: () => [...watches.values()],
    holds: (id) => watches.has(id as SourceId) || endings.has(id as SourceId),
    states: () => [...watches].map(([sourceId, watch]) => ({ sourceId, state: watch.state() })),
    async stop() {
      await Promise.all([...[...watches.keys()].map(end), endings.stop()])
    },
  }
}

/** Sources that are coming to their end, each by work that can be given up. */
function createEndings(log: Log) {
  const endings = new Map<SourceId, { readonly stop: AbortController; readonly done: Promise<void> }>()
  return {
    has: (id: SourceId) => endings.has(id),
    begin(id: SourceId, act: (signal: AbortSignal) => Promise<void>): void {
      if (endings.has(id)) return
      const stop = new AbortController()
      const done = act(stop.signal)
        .catch((err: unknown) => log.error({ err, sourceId: id }, 'what a watch left is not finished'))
        .finally(() => endings.delete(id))
      endings.set(id, { stop, done })
    },
    /** False: there is none. */
    giveUp(id: SourceId): boolean {
      endings.get(id)?.stop.abort()
      return endings.has(id)
    },
    async stop(): Promise<void> {
      for (const { stop } of endings.values()) stop.abort()
      await Promise.all([...endings.values()].map(({ done }) => done))
    },
  }
}
