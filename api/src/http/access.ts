import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Access } from '../../contract/route.ts'
import { guardCodes } from '../../law/failure.ts'
import { Refusal } from '../refusal.ts'
import type { Caller, Sessions, SignedIn } from './caller.ts'
import { statusOf } from './errors.ts'

export const sessionCookie = 'sightline_session'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Takes the same time wherever the texts differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/** What each kind of program shows for a bearer token; no two are alike, and none opens what another's does. */
export type ProgramTokens = Readonly<Record<'worker' | 'monitor', string>>

/** A request that was turned away: by the guard of the routes, or by a guard of the law. */
export interface Refused {
  /** A person's id, or `nobody`. */
  readonly actor: string
  /** Method and pattern, never what stood in it. */
  readonly route: string
  readonly code: string
  readonly address: string
}

export interface Guard {
  readonly sessions: Sessions
  readonly tokens: ProgramTokens
  /** Told of every such refusal. */
  readonly recordRefused: (refused: Refused) => Promise<void>
}

/** What the screens ask by themselves while nobody is at the desk: answered, and no sign of life. */
const backgroundHeader = 'x-sightline-background'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call. A route without it answers nobody. */
    access?: Access
    isPolled?: true
    allowsOneTime?: true
    allowsUnenrolled?: true
  }
}

function refuseOtherThan(request: FastifyRequest, expected: string): void {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!token || !isSame(token, expected)) throw new Refusal('not_signed_in')
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

/** Whoever was signed out by a later sign-in is told so: it may not have been theirs. */
async function refuseEnded(sessions: Sessions, token: string | undefined): Promise<never> {
  const ended = token ? await sessions.endedBy(token) : null
  throw ended ? new Refusal('signed_in_elsewhere', ended) : new Refusal('not_signed_in')
}

/** Decides by its route's `access`. Answers who asks, as soon as that is known; null for programs and for what is public. */
async function admit(
  request: FastifyRequest,
  { sessions, tokens }: Guard,
  asks: (caller: SignedIn) => void,
): Promise<SignedIn | null> {
  const { access, isPolled, allowsOneTime, allowsUnenrolled } = request.routeOptions.config
  if (access === undefined) throw new Refusal('not_permitted')
  if (access === 'worker' || access === 'monitor') {
    refuseOtherThan(request, tokens[access])
    return null
  }
  refuseForeignWrite(request)
  if (access === 'public') return null
  const token = request.cookies[sessionCookie]
  const touch = !isPolled && request.headers[backgroundHeader] === undefined
  const caller = token ? await sessions.callerOf(token, { touch }) : null
  if (!caller) return refuseEnded(sessions, token)
  asks(caller)
  const isOpen = allowsOneTime ?? (caller.due === 'second_factor_due' && allowsUnenrolled)
  if (caller.due !== null && !isOpen) throw new Refusal(caller.due)
  if (access !== 'signed_in' && !caller.permissions.includes(access)) {
    throw new Refusal('not_permitted', { needs: access })
  }
  return caller
}

const routeOf = (request: FastifyRequest): string => `${request.method} ${request.routeOptions.url ?? ''}`

/** What somebody tried who was let in, and the law or a right of theirs did not let pass; not that another was quicker. */
const isTold = ({ code }: Refusal): boolean =>
  code !== 'changed_meanwhile' &&
  (statusOf[code] === 403 || (statusOf[code] === 409 && guardCodes.some((one) => one === code)))

/**
 * Asks for every request, before anything of it is read, whether its caller may: routes of plugins too, and a route that
 * does not say who may call is refused. Answers who called.
 */
export function guardRoutes(app: FastifyInstance, guard: Guard): (request: FastifyRequest) => Caller {
  const callers = new WeakMap<FastifyRequest, Caller>()
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    let actor = 'nobody'
    try {
      const caller = await admit(request, guard, ({ person }) => void (actor = person.id))
      if (caller) callers.set(request, { ...caller, address: request.ip })
    } catch (error) {
      const refused = { actor, route: routeOf(request), address: request.ip }
      if (error instanceof Refusal) await guard.recordRefused({ ...refused, code: error.code })
      throw error
    }
  })
  app.addHook('onError', async (request, _reply, error) => {
    const caller = callers.get(request)
    if (!caller || !(error instanceof Refusal) || !isTold(error)) return
    const { id: actor } = caller.person
    await guard.recordRefused({ actor, route: routeOf(request), code: error.code, address: request.ip })
  })
  return (request) => {
    const caller = callers.get(request)
    if (!caller) throw new Error(`${request.url} has no caller`)
    return caller
  }
}

/** Registers what brings its routes along (a plugin) for those with this access. */
export async function registerFor(
  app: FastifyInstance,
  access: Access,
  register: (scope: FastifyInstance) => Promise<unknown>,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access }
    })
    await register(scope)
  })
}
