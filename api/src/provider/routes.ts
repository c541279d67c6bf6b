import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { Refusal } from '../refusal.ts'
import { toSession } from '../sessions/caller.ts'
import { isLocked, refuseAttempt } from '../sessions/failures.ts'
import { openSession } from '../sessions/open-session.ts'
import { rememberSession } from '../sessions/routes.ts'
import { askFactor, type SignInWorld } from '../sessions/sign-in.ts'
import { createConnection } from './connect.ts'
import { halfOf } from './half.ts'
import { letIn, type ComingBack, type OpenProvider } from './let-in.ts'
import type { ProviderSettings } from './settings.ts'
import { setOut, wayMs } from './way-there.ts'

export type ProviderWorld = SignInWorld & {
  readonly secretBox: SecretBox
  readonly provider: ProviderSettings | null
}

const wayCookie = 'sightline_provider_way'
const halfCookie = 'sightline_provider_half'

/** `lax`, for the browser comes back from another site with it; nothing else of ours reads it. */
const cookieOptions = (request: FastifyRequest, sameSite: 'lax' | 'strict') =>
  ({
    path: '/api/sign-in',
    httpOnly: true,
    sameSite,
    secure: request.protocol === 'https',
    maxAge: wayMs / 1000,
  }) as const

const signInPage = (query: Record<string, string>): string =>
  `/sign-in?${new URLSearchParams(query).toString()}`

/** The sign-in page says why, in words. */
function tellWhy(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Refusal) return reply.redirect(signInPage({ why: error.code }))
  throw error
}

const comingBack = (request: FastifyRequest): ComingBack => ({
  path: request.raw.url ?? '',
  kept: request.cookies[wayCookie],
  address: request.ip,
})

/** Signing in at the provider: public, and slow for who tries on and on. */
export function providerRoutes(mount: Mount, world: ProviderWorld): void {
  const { provider: settings } = world
  const provider = settings && { settings, connect: createConnection(settings) }
  const rate = { ratePerMinute: 30 }
  const opened = (): OpenProvider => {
    if (!provider) throw new Refusal('provider_off')
    return provider
  }

  mount(routes.session.ways, async () => ({ provider: settings?.name ?? null }), { ratePerMinute: 120 })
  mount(
    routes.session.toProvider,
    async ({ query, request, reply }) => {
      try {
        const { connect, settings: of } = opened()
        const asked = { from: query.from, at: world.now(), secretBox: world.secretBox }
        const { address, kept } = await setOut(await connect(), of, asked)
        return await reply.setCookie(wayCookie, kept, cookieOptions(request, 'lax')).redirect(address)
      } catch (error) {
        return tellWhy(reply, error)
      }
    },
    rate,
  )
  mount(
    routes.session.fromProvider,
    async ({ request, reply }) => {
      void reply.clearCookie(wayCookie, cookieOptions(request, 'lax'))
      try {
        const came = await letIn(world, opened(), comingBack(request))
        if ('opened' in came) {
          rememberSession(request, reply, came.opened.token)
          return await reply.redirect(came.from)
        }
        void reply.setCookie(halfCookie, came.half, cookieOptions(request, 'strict'))
        return await reply.redirect(signInPage({ step: 'code', from: came.from }))
      } catch (error) {
        return tellWhy(reply, error)
      }
    },
    rate,
  )
  mount(
    routes.session.providerCode,
    async ({ body, request, reply }) => {
      const person = await halfOf(world, request.cookies[halfCookie])
      const attempt = { account: person.account, address: request.ip, actor: person.id }
      if (await isLocked(world, attempt)) return refuseAttempt(world, attempt, 'account_locked')
      const gaveFactor = await askFactor(world, person, { code: body.code, address: request.ip })
      const proved = { person, address: request.ip, way: 'provider' as const, gaveFactor }
      const { token, caller } = await openSession(world, { ...proved, hasFactor: gaveFactor })
      rememberSession(request, reply, token)
      void reply.clearCookie(halfCookie, cookieOptions(request, 'strict'))
      return toSession(caller)
    },
    rate,
  )
}
