import { errorBodySchema } from '@sightline/api/contract/errors'
import type { Route } from '@sightline/api/contract/route'
import type { z } from 'zod'
import { backgroundHeaders } from './activity.ts'
import { fillPath, queryText } from './address.ts'
import { ApiFailure } from './failure.ts'

type Part<Name extends string, S extends z.ZodType> =
  unknown extends z.input<S>
    ? unknown
    : Record<never, never> extends z.input<S>
      ? { readonly [K in Name]?: z.input<S> }
      : { readonly [K in Name]: z.input<S> }
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B> & { readonly signal?: AbortSignal }

interface Loose {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** Calls a route and parses its answer by the route's own schema. Every failure is an `ApiFailure`. */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: Route<P, Q, B, R>, input: CallInput<P, Q, B>): Promise<z.output<R>> {
  const response = await send(route, input)
  return readAnswer(route, await response.text())
}

/** The answer of a route, parsed by its own schema. */
export function readAnswer<R extends z.ZodType>(route: { readonly response?: R }, text: string): z.output<R> {
  const parsed = route.response?.safeParse(parseText(text))
  if (!parsed?.success) throw new ApiFailure('unreadable_answer', undefined, parsed?.error)
  return parsed.data
}

/** Bytes of a route that has no JSON answer, with the response's headers. */
export async function callBytes(route: Route, input: Loose): Promise<{ blob: Blob; headers: Headers }> {
  const response = await send(route, input)
  return { blob: await response.blob(), headers: response.headers }
}

/** The address of a route for an `img`, `video` or download link. */
export const addressOf = (
  route: { readonly path: string },
  params: Readonly<Record<string, string>>,
): string => fillPath(route.path, params)

async function send(route: { method: string; path: string }, input: Loose): Promise<Response> {
  const init: RequestInit = {
    method: route.method,
    credentials: 'same-origin',
    headers: backgroundHeaders(performance.now()),
  }
  if (input.signal) init.signal = input.signal
  if (route.method !== 'GET') {
    init.headers = { ...backgroundHeaders(performance.now()), 'content-type': 'application/json' }
    init.body = JSON.stringify(input.body ?? {})
  }
  const response = await reach(fillPath(route.path, input.params ?? {}) + queryText(input.query ?? {}), init)
  if (!response.ok) throw await toFailure(response)
  return response
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiFailure('offline', undefined, cause)
  }
}

/** A refusal carries its code; a gateway's own page in its place means that the api is not there. */
export const toFailure = async (response: Response): Promise<ApiFailure> =>
  failureOf(response.status, await response.text())

export function failureOf(status: number, text: string): ApiFailure {
  const parsed = errorBodySchema.safeParse(parseText(text))
  if (parsed.success) return new ApiFailure(parsed.data.code, parsed.data)
  return new ApiFailure([502, 503, 504].includes(status) ? 'offline' : 'unreadable_answer')
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
