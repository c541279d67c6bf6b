import pg from 'pg'
import { liveEventSchema, type LiveEvent } from '../../contract/live.ts'
import type { Log } from '@sightline/infra/platform/log'
import { patience } from '../database/client.ts'
import { liveChannel } from './notify.ts'

const retryMs = 1_000

export interface Listener {
  send(event: LiveEvent): void
  /** Something may have been missed: come back and ask anew. */
  end(): void
}

/** What happens, to everyone who listens: from the database's notifications and from this process. */
export function createHub() {
  const listeners = new Set<Listener>()
  return {
    /** Answers how to stop. */
    subscribe(listener: Listener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    publish(event: LiveEvent): void {
      for (const listener of listeners) listener.send(event)
    },
    endAll(): void {
      for (const listener of listeners) listener.end()
    },
    count: () => listeners.size,
  }
}
export type Hub = ReturnType<typeof createHub>

/**
 * Listens on one connection of its own and opens a new one when it breaks. What was notified meanwhile is lost, so
 * every listener is ended then: the screens come back by themselves and ask anew.
 */
export async function listenToDatabase(
  url: string,
  { hub, log }: { hub: Hub; log: Log },
): Promise<{ close(): Promise<void> }> {
  let isClosed = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, ...patience() })
    fresh.on('error', (err) => log.warn({ err }, 'live connection broke'))
    fresh.on('notification', ({ payload }) => {
      const event = liveEventSchema.safeParse(JSON.parse(payload ?? 'null'))
      if (event.success) hub.publish(event.data)
    })
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${liveChannel}`)
    } catch (error) {
      void fresh.end()
      throw error
    }
    fresh.on('end', reconnectLater)
    client = fresh
  }
  function reconnectLater(): void {
    if (isClosed) return
    timer = setTimeout(() => {
      connect().then(hub.endAll, (err: unknown) => {
        log.warn({ err }, 'live connection not there yet')
        reconnectLater()
      })
    }, retryMs)
  }
  await connect()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
