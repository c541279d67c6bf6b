import { routes } from '../../contract/routes.ts'
import type { LiveEvent } from '../../contract/live.ts'
import { isReached } from '../../law/units.ts'
import { sessionCookie } from '../http/access.ts'
import type { Mount } from '../http/mount.ts'
import { Refusal } from '../refusal.ts'
import type { Sessions } from '../http/caller.ts'
import type { Hub } from './hub.ts'

const tickMs = 2_000
/** Every so many ticks the stream asks whether its session still stands. Looking on is no activity. */
const checkEveryTicks = 5
/** A page has one; a browser opens no more than six to a host. More is no person. */
const mostPerSession = 16
/** A reader who does not read is let go: it comes back by itself and asks anew. */
const maxBufferedBytes = 1 << 20

export interface LiveDeps {
  readonly hub: Hub
  readonly sessions: Sessions
  readonly now: () => number
  /** Aborted when the process closes: open streams would hold it up. */
  readonly closing: AbortSignal
}

const frame = (event: LiveEvent): string => `data: ${JSON.stringify(event)}\n\n`

/** Server-sent events; a tick with the server's time every 2 s says that the picture is fresh. */
export function liveRoutes(mount: Mount, { hub, sessions, now, closing }: LiveDeps): void {
  const open = new Map<string, number>()
  const count = (id: string, by: number): void => {
    const left = (open.get(id) ?? 0) + by
    if (left > 0) open.set(id, left)
    else open.delete(id)
  }
  mount(routes.live.events, async ({ request, reply, caller }) => {
    const { sessionId } = caller
    if ((open.get(sessionId) ?? 0) >= mostPerSession) throw new Refusal('too_many_requests')
    count(sessionId, 1)
    const token = request.cookies[sessionCookie] ?? ''
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    let ticks = 0
    let { reach } = caller
    const send = (event: LiveEvent): void => {
      if (out.writableLength > maxBufferedBytes) out.destroy()
      else out.write(frame(event))
    }
    const tick = async (): Promise<void> => {
      send({ type: 'tick', at: now() })
      ticks += 1
      if (ticks % checkEveryTicks !== 0) return
      const still = await sessions.callerOf(token, { touch: false })
      if (still?.sessionId !== sessionId) return void out.end()
      reach = still.reach
    }
    const end = (): void => void out.end()
    const hears = (unitId: string): boolean => isReached(reach, unitId)
    const stopListening = hub.subscribe({ send, end, hears })
    const timer = setInterval(() => {
      tick().catch((err: unknown) => {
        request.log.warn({ err }, 'live stream ended')
        out.destroy()
      })
    }, tickMs)
    closing.addEventListener('abort', end, { once: true })
    out.once('close', () => {
      clearInterval(timer)
      count(sessionId, -1)
      stopListening()
      closing.removeEventListener('abort', end)
    })
    send({ type: 'tick', at: now() })
    return reply
  })
}
