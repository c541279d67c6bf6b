import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Route } from '../../contract/route.ts'
import type { Caller, Sessions } from '../sessions/caller.ts'
import { admit } from './access.ts'

/** What a handler gets: everything parsed, and who asks. */
export interface Call<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Throws on routes that nobody signs in for. */
  readonly caller: Caller
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A route with `response` returns its body; one without sends bytes by `reply` and returns it. */
type Handler<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = (
  call: Call<z.output<P>, z.output<Q>, z.output<B>>,
) => Promise<z.input<R>>

export interface MountOptions {
  /** Requests a minute and address; none by default. */
  readonly ratePerMinute?: number
}

export type Mount = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  handle: Handler<P, Q, B, R>,
  options?: MountOptions,
) => void

const schemaOf = ({ params, query, body, response, summary, path }: Route) => ({
  summary,
  tags: [path.split('/')[2] ?? 'api'],
  ...(params ? { params } : {}),
  ...(query ? { querystring: query } : {}),
  ...(body ? { body } : {}),
  ...(response ? { response: { 200: response } } : {}),
})

/** The only way to register a route: it states who may call it, and both its request and its answer are validated. */
export function createMount(app: FastifyInstance, guard: { sessions: Sessions; workerToken: string }): Mount {
  const callers = new WeakMap<FastifyRequest, Caller>()
  return (route, handle, { ratePerMinute } = {}) => {
    if (!route.access) throw new Error(`${route.method} ${route.path} does not say who may call it`)
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      ...(ratePerMinute ? { config: { rateLimit: { max: ratePerMinute, timeWindow: 60_000 } } } : {}),
      async onRequest(request) {
        const caller = await admit(request, route, guard)
        if (caller) callers.set(request, caller)
      },
      async handler(request, reply) {
        const { params, query, body } = request
        const parsed = { params, query, body } as Call<never, never, never>
        return handle({
          ...parsed,
          request,
          reply,
          get caller() {
            const caller = callers.get(request)
            if (!caller) throw new Error(`${route.path} has no caller`)
            return caller
          },
        })
      },
    })
  }
}
