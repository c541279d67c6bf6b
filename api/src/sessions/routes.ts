import type { FastifyReply, FastifyRequest } from 'fastify'
import { routes } from '../../contract/routes.ts'
import { signedInFlag } from '../../contract/people.ts'
import { sessionCookie } from '../http/access.ts'
import type { Mount } from '../http/mount.ts'
import { toSession } from './caller.ts'
import { changeOwnPassword } from './own-password.ts'
import { endOwnSession, listOwnSessions } from './own-sessions.ts'
import { confirmEnrolment } from '../second-factor/enrol.ts'
import { beginOwnFactor, ownAccount, renewOwnRecovery } from './own-factor.ts'
import { newSessionToken, sessionIdOf } from './session.ts'
import { createSignIn, type SignInWorld } from './sign-in.ts'

/** No script reads it, no other site sends it. It is dropped with the browser; the server's own clock ends it anyway. */
const cookieOptions = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

/** Opens nothing: it tells the screens that there is a session to ask for. */
const flagOptions = (request: FastifyRequest) => ({ ...cookieOptions(request), httpOnly: false })

/** The browser holds the session from this answer on. */
export function rememberSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(sessionCookie, token, cookieOptions(request))
  void reply.setCookie(signedInFlag, '1', flagOptions(request))
}

/** What somebody may do to their own second factor. */
function factorRoutes(mount: Mount, deps: SignInWorld): void {
  const rate = { ratePerMinute: 10 }
  mount(routes.session.account, ({ caller }) => ownAccount(deps, caller))
  mount(routes.session.beginFactor, ({ body, caller }) => beginOwnFactor(deps, caller, body.code), rate)
  mount(
    routes.session.confirmFactor,
    async ({ body, caller, request, reply }) => {
      const token = newSessionToken()
      const given = { typed: body.code, renewedId: sessionIdOf(token) }
      const codes = await confirmEnrolment(deps, caller, given)
      rememberSession(request, reply, token)
      return { codes }
    },
    rate,
  )
  mount(
    routes.session.renewRecovery,
    async ({ body, caller }) => ({ codes: await renewOwnRecovery(deps, caller, body.code) }),
    rate,
  )
}

export function sessionRoutes(mount: Mount, deps: SignInWorld): void {
  const { signIn, signOut } = createSignIn(deps)
  const forget = (request: FastifyRequest, reply: FastifyReply) =>
    reply.clearCookie(sessionCookie, cookieOptions(request)).clearCookie(signedInFlag, flagOptions(request))

  mount(
    routes.session.signIn,
    async ({ body, request, reply }) => {
      const { token, caller } = await signIn(body, request.ip)
      rememberSession(request, reply, token)
      return toSession(caller)
    },
    { ratePerMinute: 30 },
  )
  mount(routes.session.current, async ({ caller }) => toSession(caller))
  mount(
    routes.session.ownPassword,
    async ({ body, caller, request }) =>
      toSession(await changeOwnPassword(deps, caller, { ...body, address: request.ip })),
    { ratePerMinute: 10 },
  )
  factorRoutes(mount, deps)
  mount(routes.session.listOwn, async ({ caller }) => ({ items: await listOwnSessions(deps, caller) }))
  mount(routes.session.endOwn, async ({ caller, params }) => {
    await endOwnSession(deps, caller, params.id)
    return { ok: true as const }
  })
  mount(routes.session.signOut, async ({ caller, request, reply }) => {
    await signOut(caller)
    void forget(request, reply)
    return { ok: true as const }
  })
}
