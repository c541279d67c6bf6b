import http from 'node:http'
import https from 'node:https'
import { CodedError } from './error.ts'

/** How long a store may keep its caller waiting. */
export interface Patience {
  /** Without a byte on the line, ms: while it is dialled, while a body goes out, while an answer is waited for. */
  readonly quietMs: number
  /** Bytes a second: slower is hung, in either direction. */
  readonly slowest: number
}

export const usualPatience: Patience = { quietMs: 15_000, slowest: 16 * 1024 }

/** A store refuses a request whose time is further from its own; below it a refusal has another cause. */
const SKEW_MS = 5 * 60_000
const LOOKS = 4

export interface TransportOptions {
  readonly patience: Patience
  readonly now: () => number
  /** Told the time of the store's own clock with each of its answers, epoch ms. */
  readonly heardTime: (at: number) => void
}

/**
 * The HTTP of the S3 client with an end to every wait: a store that hangs or drips is `objects_no_answer`, one that refuses
 * for its clock `objects_clock_skewed`, with the seconds (a HEAD is refused without a word; its Date header tells), a full one `objects_disk_full`.
 */
export function boundedTransport(isTls: boolean, { patience, now, heardTime }: TransportOptions) {
  const { request: dial } = isTls ? https : http
  function request(
    options: https.RequestOptions,
    take: (response: http.IncomingMessage) => void,
  ): http.ClientRequest {
    const method = options.method ?? 'GET'
    const hung = new CodedError('objects_no_answer', { method, seconds: patience.quietMs / 1000 })
    let isAnswered = false
    const asked = dial({ ...options, timeout: patience.quietMs }, (response) => {
      isAnswered = true
      clearTimeout(late)
      const theirs = Date.parse(response.headers.date ?? '')
      if (Number.isFinite(theirs)) heardTime(theirs)
      const refusal = skewOf(response, now()) ?? fullOf(response, method)
      if (refusal) {
        response.resume()
        asked.emit('error', refusal)
        return
      }
      boundBody(response, { patience, hung })
      take(response)
    })
    const late = setTimeout(() => asked.destroy(hung), headMs(options, patience))
    // A quiet answer is `boundBody`'s: its reader may be the slow one.
    asked.on('timeout', () => {
      if (!isAnswered) asked.destroy(hung)
    })
    asked.on('close', () => clearTimeout(late))
    return asked
  }
  return { request }
}

/** Until an answer begins: the body at the slowest that is borne, and a quiet time before and after. */
function headMs({ headers }: https.RequestOptions, { quietMs, slowest }: Patience): number {
  const lengths = Object.entries((headers ?? {}) as http.OutgoingHttpHeaders)
  const bytes = Number(lengths.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0)
  return 2 * quietMs + (bytes / slowest) * 1000
}

/** Ends an answer that stops or drips while its reader waits; whoever reads slowly is not waited for. */
function boundBody(
  response: http.IncomingMessage,
  { patience, hung }: { patience: Patience; hung: CodedError },
): void {
  const everyMs = patience.quietMs / LOOKS
  const enough = (patience.slowest * everyMs) / 1000
  let before = response.socket.bytesRead
  let thin = 0
  const look = setInterval(() => {
    const arrived = response.socket.bytesRead - before
    before += arrived
    thin = response.readableLength === 0 && arrived < enough ? thin + 1 : 0
    if (thin >= LOOKS) response.destroy(hung)
  }, everyMs)
  response.on('close', () => clearInterval(look))
}

/** Some say it by this status alone. */
const fullOf = ({ statusCode }: http.IncomingMessage, method: string): CodedError | null =>
  statusCode === 507 ? new CodedError('objects_disk_full', { method, status: statusCode }) : null

function skewOf({ statusCode, headers }: http.IncomingMessage, now: number): CodedError | null {
  const theirs = Date.parse(headers.date ?? '')
  if (statusCode !== 403 || !(Math.abs(now - theirs) > SKEW_MS)) return null
  return new CodedError('objects_clock_skewed', {
    oursAheadSeconds: Math.round((now - theirs) / 1000),
    fix: 'set the clocks of this machine and of the store by the same time server',
  })
}
