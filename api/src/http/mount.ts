import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { z } from 'zod'
import type { Route } from '../../contract/route.ts'
import { isForPrograms, isWhole } from '../../contract/scopes.ts'
import { withinReach } from '../database/reach.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from './caller.ts'

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

declare module 'fastify' {
  interface FastifyContextConfig {
    takesBytes?: true
  }
}

/** Bytes reach the handler as the stream they are, unread. Elsewhere they are refused (415), and here anything else is. */
function registerUpload(app: FastifyInstance, options: RouteOptions): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/octet-stream', (_request, payload, parsed) =>
      parsed(null, payload),
    )
    // What is left of a refused upload is thrown away, and its connection ends: nobody waits behind it.
    scope.addHook('onSend', async (request, reply) => {
      if (reply.statusCode < 400 || request.raw.complete) return
      void reply.header('connection', 'close')
      request.raw.resume()
    })
    scope.route(options)
    done()
  })
}

const schemaOf = ({ params, query, body, response, summary, path }: Route) => ({
  summary,
  tags: [path.split('/')[2] ?? 'api'],
  ...(params ? { params } : {}),
  ...(query ? { querystring: query } : {}),
  ...(body ? { body } : {}),
  ...(response ? { response: { 200: response } } : {}),
})

const optionsOf = (
  { access, isPolled, allowsOneTime, allowsUnenrolled, takesBytes, maxBodyBytes }: Route,
  { ratePerMinute }: MountOptions,
) => ({
  ...(maxBodyBytes ? { bodyLimit: maxBodyBytes } : {}),
  config: {
    access,
    ...(isPolled ? { isPolled } : {}),
    ...(allowsOneTime ? { allowsOneTime } : {}),
    ...(allowsUnenrolled ? { allowsUnenrolled } : {}),
    ...(takesBytes ? { takesBytes } : {}),
    ...(ratePerMinute ? { rateLimit: { max: ratePerMinute, timeWindow: 60_000 } } : {}),
  },
})

/**
 * The only way to register a route: it states who may call it, and both its request and its answer are validated. What is
 * done for a person is done within his reach: here, once, for all routes (ADR 15).
 */
export function createMount(app: FastifyInstance, callerOf: (request: FastifyRequest) => Caller): Mount {
  return (route, handle, options = {}) => {
    const whole: RouteOptions = {
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      ...optionsOf(route, options),
      async handler(request, reply) {
        const { params, query, body } = request
        const parsed = { params, query, body } as Call<never, never, never>
        const call = {
          ...parsed,
          request,
          reply,
          get caller() {
            return callerOf(request)
          },
        }
        if (isForPrograms(route)) return handle(call)
        const { reach } = call.caller
        if (isWhole(route) && reach.units !== null) throw new Refusal('not_permitted', { needs: 'root' })
        return withinReach(reach, () => handle(call))
      },
    }
    if (route.takesBytes) registerUpload(app, whole)
    else app.route(whole)
  }
}
