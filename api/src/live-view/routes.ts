import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import { withinReach } from '../database/reach.ts'
import { sessionCookie } from '../http/access.ts'
import type { Mount } from '../http/mount.ts'
import type { Caller, Sessions } from '../http/caller.ts'
import { requireReason } from '../viewing/reason.ts'
import type { LiveView } from './open-live-view.ts'
import { isReachable, openSourceView, type SourceViewDeps } from './open-source-view.ts'
import { recordWatched } from './record-watched.ts'

/** So often a stream asks whether its session still stands. Looking on is no activity. */
const checkEveryMs = 5_000

export interface LiveViewDeps extends SourceViewDeps, Pick<Deps, 'log'> {
  readonly sessions: Sessions
  /** Aborted when the process closes: open streams would hold it up. */
  readonly closing: AbortSignal
}

/** The live view of a source, through the worker that holds its connection: no camera is asked by the api. */
export function liveViewRoutes(mount: Mount, deps: LiveViewDeps): void {
  mount(routes.sources.live, async ({ params, request, reply, caller }) => {
    const said = await requireReason(deps, { sourceId: params.id, takenAt: null }, caller)
    const over = new AbortController()
    reply.raw.once('close', () => over.abort())
    const signal = AbortSignal.any([over.signal, deps.closing])
    const view = await openSourceView(deps, params.id, signal)
    await recordWatched(deps, { sourceId: params.id, said }, caller).catch((error: unknown) => {
      over.abort()
      throw error
    })
    const timer = setInterval(() => {
      isStillAdmitted(deps, request.cookies[sessionCookie] ?? '', { caller, sourceId: params.id }).then(
        (still) => void (still || over.abort()),
        (err: unknown) => {
          request.log.warn({ err }, 'live view ended: its session cannot be checked')
          over.abort()
        },
      )
    }, checkEveryMs)
    await send(reply, view).catch((err: unknown) => {
      // Viewers leave, sources stop, sessions end: none of these is a failure of ours.
      request.log.debug({ err, sourceId: params.id }, 'live view ended')
    })
    clearInterval(timer)
    return reply
  })
}

/** The session stands, and whoever or whatever was moved meanwhile, the source is one that it reaches. */
async function isStillAdmitted(
  { sessions, db }: LiveViewDeps,
  token: string,
  { caller, sourceId }: { readonly caller: Caller; readonly sourceId: string },
): Promise<boolean> {
  const now = await sessions.callerOf(token, { touch: false })
  if (now?.sessionId !== caller.sessionId || !now.permissions.includes('sources.picture')) return false
  return withinReach(now.reach, () => isReachable({ db }, sourceId))
}

/** Until either side ends. The security headers that every answer has are kept. */
async function send(reply: FastifyReply, { body, codecs }: LiveView): Promise<void> {
  void reply.type('video/mp4').header('x-codecs', codecs).header('cache-control', 'no-store')
  void reply.header('x-accel-buffering', 'no')
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.writeHead(200)
  await pipeline(Readable.fromWeb(body as WebStream), reply.raw)
}
