import type { SourceId } from '@sightline/api/contract/ids'
import type { ReconcileRequest, WantedSource } from '@sightline/api/contract/workers'
import type { Watch } from '../watch/watch.ts'
import { planWatches } from './plan-watches.ts'

/** The watches of a worker. */
export interface Watches {
  /** Starts, stops and changes watches until they are the wanted ones. */
  apply(wanted: readonly WantedSource[]): Promise<void>
  get(id: SourceId): Watch | undefined
  all(): readonly Watch[]
  states(): ReconcileRequest['states']
  stop(): Promise<void>
}

export function createWatches(start: (source: WantedSource) => Watch): Watches {
  const watches = new Map<SourceId, Watch>()

  async function end(id: SourceId): Promise<void> {
    const watch = watches.get(id)
    if (!watch) return
    // Stopped before another begins: two would write one ring.
    await watch.stop()
    watches.delete(id)
  }

  return {
    async apply(wanted) {
      const plan = planWatches(
        wanted,
        [...watches.values()].map((watch) => watch.source()),
      )
      await Promise.all([...plan.stop, ...plan.reconnect.map(({ id }) => id)].map(end))
      for (const source of [...plan.start, ...plan.reconnect]) watches.set(source.id, start(source))
      for (const source of plan.update) watches.get(source.id)?.update(source)
    },
    get: (id) => watches.get(id),
    all: () => [...watches.values()],
    states: () => [...watches].map(([sourceId, watch]) => ({ sourceId, state: watch.state() })),
    stop: async () => {
      await Promise.all([...watches.keys()].map(end))
    },
  }
}
