import type { z } from 'zod'
import type { Route } from '../../../api/contract/route.ts'
import { errorBodySchema } from '../../../api/contract/errors.ts'
import { routes } from '../../../api/contract/routes.ts'

/** A refusal of the api, with its code. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly facts: unknown
  constructor(status: number, body: unknown, what: string) {
    const parsed = errorBodySchema.safeParse(body)
    const code = parsed.success ? parsed.data.code : `http_${status}`
    super(
      `${what}: ${code} ${JSON.stringify(parsed.success ? { ...parsed.data.facts, problems: parsed.data.problems } : body)}`,
    )
    this.status = status
    this.code = code
    this.facts = parsed.success ? parsed.data.facts : undefined
  }
}

export interface CallInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** Bytes go as they are, anything else as JSON. */
  readonly body?: unknown
}

/** A person at the api: keeps the session cookie, sends the Origin that writes need, parses what comes back. */
export interface Client {
  call<R extends z.ZodType>(
    route: Route<z.ZodType, z.ZodType, z.ZodType, R>,
    input?: CallInput,
  ): Promise<z.output<R>>
  bytes(route: Route, input?: CallInput): Promise<{ status: number; headers: Headers; body: Uint8Array }>
}

const fill = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

function bodyOf(body: unknown, headers: Record<string, string>): Pick<RequestInit, 'headers' | 'body'> {
  if (body === undefined) return { headers }
  if (body instanceof Uint8Array)
    return { headers: { ...headers, 'content-type': 'application/octet-stream' }, body: Buffer.from(body) }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** Sends one request with the session's cookie; a refusal throws with its code. */
function requester(baseUrl: string) {
  let cookie = ''
  return async (route: Pick<Route, 'method' | 'path'>, input: CallInput = {}): Promise<Response> => {
    const url = new URL(fill(route.path, input.params), baseUrl)
    for (const [key, value] of Object.entries(input.query ?? {})) url.searchParams.set(key, value)
    const response = await fetch(url, {
      method: route.method,
      ...bodyOf(input.body, { origin: baseUrl, ...(cookie ? { cookie } : {}) }),
    })
    const given = response.headers.getSetCookie()[0]
    if (given) cookie = given.split(';')[0] ?? ''
    if (!response.ok)
      throw new Refused(
        response.status,
        await response.json().catch(() => ({})),
        `${route.method} ${route.path}`,
      )
    return response
  }
}

/** Signs in, by a code of the device too where the person has one, and returns a client; the cookie stays in memory. */
export async function signIn(
  baseUrl: string,
  account: string,
  proof: string | { readonly password: string; readonly device: { next(): Promise<string> } },
): Promise<Client> {
  const given =
    typeof proof === 'string'
      ? { password: proof }
      : { password: proof.password, code: await proof.device.next() }
  const request = requester(baseUrl)
  const client: Client = {
    async call(route, input) {
      const answer: unknown = await (await request(route, input)).json()
      if (!route.response) throw new Error(`${route.path} answers bytes`)
      return route.response.parse(answer)
    },
    async bytes(route, input) {
      const response = await request(route, input)
      return {
        status: response.status,
        headers: response.headers,
        body: new Uint8Array(await response.arrayBuffer()),
      }
    },
  }
  await client.call(routes.session.signIn, {
    body: { account, ...given },
  })
  return client
}
