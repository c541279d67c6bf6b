import pg from 'pg'
import { liveEventSchema, type LiveEvent } from '../../contract/live.ts'
import { rootUnit } from '../../law/units.ts'
import type { Log } from '@sightline/infra/platform/log'
import { patience } from '../database/client.ts'
import { liveChannel, reachMoved } from './notify.ts'

const retryMs = 1_000

export interface Listener {
  send(event: LiveEvent): void
  /** Whether this is to be told of what happens in that unit. */
  hears(unitId: string): boolean
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
    /** To those who reach the unit that it happened in. */
    publish(event: LiveEvent, unitId: string): void {
      for (const listener of listeners) if (listener.hears(unitId)) listener.send(event)
    },
    endAll(): void {
      for (const listener of listeners) listener.end()
    },
    count: () => listeners.size,
  }
}
export type Hub = ReturnType<typeof createHub>

const unitOf = {
  alert: 'SELECT unit_id FROM alert WHERE id = $1',
  finding: 'SELECT unit_id FROM finding WHERE id = $1',
  source: 'SELECT unit_id FROM source WHERE id = $1',
  case: 'SELECT a.unit_id FROM "case" c JOIN alert a ON a.id = c.alert_id WHERE c.id = $1',
  limits: 'SELECT id AS unit_id FROM org_unit WHERE id = $1',
} satisfies Record<Exclude<LiveEvent['type'], 'tick'>, string>

/**
 * What is notified, to those whom it concerns; of what is not there any more, to those who reach all. One after the other: an
 * answer that overtakes another would tell of an older state last.
 */
async function pass(client: pg.Client, hub: Hub, payload: unknown): Promise<void> {
  if (isReachMoved(payload)) return hub.endAll()
  const event = liveEventSchema.safeParse(payload)
  if (!event.success || event.data.type === 'tick') return
  const { rows } = await client.query<{ unit_id: string }>(unitOf[event.data.type], [event.data.id])
  hub.publish(event.data, rows[0]?.unit_id ?? rootUnit)
}
const isReachMoved = (payload: unknown): boolean =>
  (payload as { type?: unknown } | null)?.type === reachMoved

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
    let passing = Promise.resolve()
    fresh.on('error', (err) => log.warn({ err }, 'live connection broke'))
    fresh.on('notification', ({ payload }) => {
      passing = passing
        .then(() => pass(fresh, hub, JSON.parse(payload ?? 'null')))
        .catch((err: unknown) => {
          log.warn({ err }, 'a live event was not passed on')
          hub.endAll()
        })
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
