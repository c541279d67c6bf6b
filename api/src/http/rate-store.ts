import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { z } from 'zod'
import { tally, type Tally } from '../database/tally.ts'
import type { Deps } from '../deps.ts'

/** What the plugin really hands a route's store: its types name other fields. */
const routeSchema = z.object({
  routeInfo: z.object({ method: z.string().or(z.array(z.string())), url: z.string() }),
})

function nameOf(options: unknown): string {
  const { method, url } = routeSchema.parse(options).routeInfo
  return `${String(method)} ${url}`
}

/** More addresses than these are not remembered as refused: the database knows them. */
const mostRefused = 5_000

/**
 * Counts the requests of an address to a route for all api processes together. Who is over the limit is remembered here
 * until it ends: a flood of requests is no flood of writes.
 */
export function rateStore({ db, now }: Pick<Deps, 'db' | 'now'>): FastifyRateLimitStoreCtor {
  const refused = new Map<string, Tally>()
  const refusedStill = (key: string, at: number): Tally | null => {
    const known = refused.get(key)
    if (known && known.endsAt > at) return known
    refused.delete(key)
    return null
  }
  async function count(key: string, windowMs: number, max: number): Promise<Tally> {
    const at = now()
    const known = refusedStill(key, at)
    if (known) return known
    const counted = await tally(db, key, { at, windowMs })
    if (refused.size >= mostRefused) refused.clear()
    if (counted.count > max) refused.set(key, counted)
    return counted
  }
  const storeOf = (route: string): FastifyRateLimitStore => ({
    incr(...[address, answered, windowMs, max]: Parameters<FastifyRateLimitStore['incr']>): void {
      count(`rate ${route} ${address}`, windowMs, max).then(
        ({ count: current, endsAt }) => answered(null, { current, ttl: endsAt - now() }),
        (error: Error) => answered(error),
      )
    },
    child: (options) => storeOf(nameOf(options)),
  })
  return class {
    readonly incr = storeOf('').incr
    readonly child = storeOf('').child
  }
}
