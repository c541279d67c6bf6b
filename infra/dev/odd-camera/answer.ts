import { createHash } from 'node:crypto'
import type { RtspRequest } from '../simulator/rtsp/request.ts'
import { describeMount } from './describe.ts'
import type { Film } from './film.ts'
import { type FilmName, filmRecipes } from './film-recipes.ts'
import type { Quirks } from './quirks.ts'

/** Who is let in by a mount with `challenges`. */
export const oddAccount = { user: 'odd', password: 'odd-password' }

export interface Answer {
  readonly bytes: Buffer
  readonly isLoginWrong: boolean
  readonly isWelcome: boolean
}

/** What a mount says to a request; without quirks there is no such mount. */
export function answerRequest(
  request: RtspRequest,
  quirks: Quirks | undefined,
  films: (name: FilmName) => Film,
): Answer {
  const cseq = `CSeq: ${request.headers.get('cseq') ?? '0'}`
  const reply = (status: string, fields: readonly string[] = [], body = ''): Answer => {
    const head = [`RTSP/1.0 ${status}`, cseq, ...fields, '', ''].join(quirks?.lineEnd ?? '\r\n')
    const isFirst = quirks?.hasDataFirst === true && request.method === 'DESCRIBE'
    const before = isFirst ? strangersData : Buffer.alloc(0)
    const isLoginWrong = status.startsWith('401') && request.headers.has('authorization')
    const isWelcome = status.startsWith('200')
    return { bytes: Buffer.concat([before, Buffer.from(head + body)]), isLoginWrong, isWelcome }
  }
  if (!quirks) return reply('404 Not Found')
  const { challenges, refuses } = quirks
  if (request.method === 'OPTIONS')
    return reply('200 OK', ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN'])
  if (challenges.length > 0 && !isLoggedIn(request, challenges))
    return reply(
      '401 Unauthorized',
      challenges.map((one) => `WWW-Authenticate: ${one}`),
    )
  const agent = request.headers.get('user-agent') ?? ''
  if (refuses?.method === request.method && agent.startsWith(refuses.agent ?? ''))
    return reply(refuses.status, refuses.location === undefined ? [] : [`Location: ${refuses.location}`])
  if (request.method === 'DESCRIBE') return describe(request, { quirks, films, reply })
  const session = 'Session: 4711;timeout=60'
  if (request.method !== 'SETUP') return reply('200 OK', [session])
  const channel = /trackID=2/.test(request.url) ? 2 : 0
  const transport = `Transport: RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`
  return reply('200 OK', [transport, session])
}

/** An interleaved packet of nobody's. */
const strangersData = Buffer.concat([Buffer.from([0x24, 0, 0, 60]), Buffer.alloc(60)])

interface Describing {
  readonly quirks: Quirks
  readonly films: (name: FilmName) => Film
  readonly reply: (status: string, fields: readonly string[], body: string) => Answer
}

function describe({ url }: RtspRequest, { quirks, films, reply }: Describing): Answer {
  const isOther = quirks.described in filmRecipes
  const { codec, sets } = films(isOther ? (quirks.described as FilmName) : quirks.film)
  const body = describeMount({ codec, sets }, quirks)
  const fields = ['Content-Type: application/sdp', `Content-Base: ${url}/`, `Content-Length: ${body.length}`]
  return reply('200 OK', fields, body)
}

/** By any of the ways that were offered. */
function isLoggedIn({ method, headers }: RtspRequest, challenges: readonly string[]): boolean {
  const given = headers.get('authorization') ?? ''
  const { user, password } = oddAccount
  if (given.startsWith('Basic '))
    return (
      challenges.some((one) => one.startsWith('Basic ')) &&
      Buffer.from(given.slice(6), 'base64').toString() === `${user}:${password}`
    )
  const algorithm = fieldOf(given, 'algorithm') || 'MD5'
  const challenge = challenges.find(
    (one) => one.startsWith('Digest ') && (fieldOf(one, 'algorithm') || 'MD5') === algorithm,
  )
  if (challenge === undefined) return false
  const hash = (text: string) =>
    createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex')
  const who = hash(`${user}:${fieldOf(challenge, 'realm')}:${password}`)
  const what = hash(`${method}:${fieldOf(given, 'uri')}`)
  return fieldOf(given, 'response') === hash(`${who}:${fieldOf(challenge, 'nonce')}:${what}`)
}

const fieldOf = (text: string, name: string): string =>
  new RegExp(`[\\s,]${name}="?([^",]*)`).exec(text)?.[1] ?? ''
