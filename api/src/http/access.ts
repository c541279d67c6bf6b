import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Route } from '../../contract/route.ts'
import { Refusal } from '../refusal.ts'
import type { Caller, Sessions } from '../sessions/caller.ts'

export const sessionCookie = 'sightline_session'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Takes the same time wherever the texts differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

function refuseUnlessWorker(request: FastifyRequest, workerToken: string): void {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!token || !isSame(token, workerToken)) throw new Refusal('not_signed_in')
}

/** By host and port; whether TLS ends here or at a proxy is no difference. */
function isOwnOrigin(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host: from } = new URL(origin)
  return URL.canParse(`${protocol}//${host}`) && from === new URL(`${protocol}//${host}`).host
}

/**
 * A write that a browser sends on behalf of another site is refused. Programs send neither header; the cookie is
 * SameSite=Strict besides.
 */
function refuseForeignWrite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  const isForeign = origin !== undefined && !isOwnOrigin(origin, request.host)
  const site = request.headers['sec-fetch-site']
  if (isForeign || (site !== undefined && site !== 'same-origin')) throw new Refusal('not_permitted')
}

/** Decides by a route's `access` before anything of the request is read. Answers who asks; null for public and worker routes. */
export async function admit(
  request: FastifyRequest,
  { access, isPolled }: Pick<Route, 'access' | 'isPolled'>,
  { sessions, workerToken }: { sessions: Sessions; workerToken: string },
): Promise<Caller | null> {
  if (access === 'worker') {
    refuseUnlessWorker(request, workerToken)
    return null
  }
  refuseForeignWrite(request)
  if (access === 'public') return null
  const token = request.cookies[sessionCookie]
  const caller = token ? await sessions.callerOf(token, { touch: !isPolled }) : null
  if (!caller) throw new Refusal('not_signed_in')
  if (access !== 'signed_in' && !caller.permissions.includes(access)) {
    throw new Refusal('not_permitted', { needs: access })
  }
  return caller
}
