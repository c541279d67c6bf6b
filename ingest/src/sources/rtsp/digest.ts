import { createHash } from 'node:crypto'

export interface Credentials {
  readonly user: string
  readonly password: string
}

export interface ProtectedRequest extends Credentials {
  readonly method: string
  readonly uri: string
  /** A fresh random text, used where the server asks for `qop=auth`. */
  readonly cnonce: string
}

/** As ffmpeg compares them: to the letter. */
const KNOWN = ['', 'MD5', 'MD5-sess']

/**
 * The `Authorization` header that answers a server's challenges (RFC 7616, RFC 7617; RTSP: RFC 2326 §D) as ffmpeg will: by
 * the last Digest offered, which must be MD5, and by Basic only where there is none. Null where ffmpeg could not log in.
 */
export function toAuthorization(challenges: readonly string[], request: ProtectedRequest): string | null {
  const last = challenges.findLast((challenge) => /^digest\s/i.test(challenge))
  if (last !== undefined) {
    const challenge = parseChallenge(last)
    return KNOWN.includes(challenge.algorithm) ? toDigest(challenge, request) : null
  }
  if (!challenges.some((challenge) => /^basic\s/i.test(challenge))) return null
  return `Basic ${Buffer.from(`${request.user}:${request.password}`).toString('base64')}`
}

interface Challenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | null
  /** As the server wrote it: it is sent back so. Empty where it named none, which is MD5. */
  readonly algorithm: string
  readonly hasQop: boolean
}

function parseChallenge(challenge: string): Challenge {
  const read = (name: string): string | null => {
    const found = new RegExp(`[\\s,]${name}\\s*=\\s*(?:"([^"]*)"|([^\\s,]+))`, 'i').exec(challenge)
    return found?.[1] ?? found?.[2] ?? null
  }
  return {
    realm: read('realm') ?? '',
    nonce: read('nonce') ?? '',
    opaque: read('opaque'),
    algorithm: read('algorithm') ?? '',
    // Where `auth-int` is named first, ffmpeg answers without any quality of protection.
    hasQop: /^(?:(?!auth).)*(?<![^\s,])auth(?![^\s,])/.test(read('qop') ?? ''),
  }
}

function toDigest(challenge: Challenge, { user, password, method, uri, cnonce }: ProtectedRequest): string {
  const { realm, nonce, opaque, algorithm, hasQop } = challenge
  const hash = (text: string): string => createHash('md5').update(text).digest('hex')
  const account = hash(`${user}:${realm}:${password}`)
  const who = algorithm === 'MD5-sess' ? hash(`${account}:${nonce}:${cnonce}`) : account
  const what = hash(`${method}:${uri}`)
  const response = hash(
    hasQop ? `${who}:${nonce}:00000001:${cnonce}:auth:${what}` : `${who}:${nonce}:${what}`,
  )
  const fields = [
    `username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    ...(algorithm === '' ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
    ...(hasQop ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []),
  ]
  return `Digest ${fields.join(', ')}`
}
