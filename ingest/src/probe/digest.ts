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

const HASHES: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256' }

/**
 * The `Authorization` header that answers a server's challenges (RFC 7616, RFC 7617; RTSP: RFC 2326 §D): the strongest
 * Digest offered, SHA-256 before MD5, else Basic. Null where none of them is known to us.
 */
export function toAuthorization(challenges: readonly string[], request: ProtectedRequest): string | null {
  const digests = challenges
    .filter((challenge) => /^digest\s/i.test(challenge))
    .map(parseChallenge)
    .filter(({ algorithm }) => HASHES[algorithm] !== undefined)
  const best = digests.find(({ algorithm }) => algorithm === 'sha-256') ?? digests[0]
  if (best) return toDigest(best, request)
  if (!challenges.some((challenge) => /^basic\b/i.test(challenge))) return null
  return `Basic ${Buffer.from(`${request.user}:${request.password}`).toString('base64')}`
}

interface Challenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | null
  /** As the server wrote it (it must be sent back so), and in lower case for us. */
  readonly spelling: string | null
  readonly algorithm: string
  readonly hasQop: boolean
}

function parseChallenge(challenge: string): Challenge {
  const read = (name: string): string | null => {
    const found = new RegExp(`[\\s,]${name}\\s*=\\s*(?:"([^"]*)"|([^\\s,]+))`, 'i').exec(challenge)
    return found?.[1] ?? found?.[2] ?? null
  }
  const spelling = read('algorithm')
  return {
    ...{ realm: read('realm') ?? '', nonce: read('nonce') ?? '', opaque: read('opaque'), spelling },
    algorithm: (spelling ?? 'md5').toLowerCase(),
    hasQop: (read('qop') ?? '').split(/\s*,\s*/).includes('auth'),
  }
}

function toDigest(challenge: Challenge, { user, password, method, uri, cnonce }: ProtectedRequest): string {
  const { realm, nonce, opaque, spelling, hasQop } = challenge
  const hash = (text: string): string =>
    createHash(HASHES[challenge.algorithm] ?? 'md5')
      .update(text)
      .digest('hex')
  const who = hash(`${user}:${realm}:${password}`)
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
    ...(spelling === null ? [] : [`algorithm=${spelling}`]),
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
    ...(hasQop ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []),
  ]
  return `Digest ${fields.join(', ')}`
}
