import { createHash, timingSafeEqual } from 'node:crypto'

/** Who may watch a camera. */
export interface Credentials {
  readonly user: string
  readonly password: string
}

export const realm = 'Sightline Simulator'
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** The challenge of RFC 2617 as cameras send it: MD5, no quality of protection. */
export const challenge = (nonce: string): string => `Digest realm="${realm}", nonce="${nonce}"`

/** The fields of an Authorization header, or nothing where it is not Digest. */
export function parseAuthorization(header: string | undefined): ReadonlyMap<string, string> | null {
  const fields = /^digest\s+(.*)$/is.exec(header ?? '')?.[1]
  if (fields === undefined) return null
  const pairs = fields.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)
  return new Map([...pairs].map(([, key = '', quoted, bare]) => [key.toLowerCase(), quoted ?? bare ?? '']))
}

/** The answer a client owes: RFC 2069's, or RFC 2617's where the client chose `qop=auth`. */
export function digestResponse(
  { user, password }: Credentials,
  { method, fields }: { method: string; fields: ReadonlyMap<string, string> },
): string {
  const of = (key: string): string => fields.get(key) ?? ''
  const who = md5(`${user}:${realm}:${password}`)
  const what = md5(`${method}:${of('uri')}`)
  const middle = fields.has('qop') ? `${of('nonce')}:${of('nc')}:${of('cnonce')}:${of('qop')}` : of('nonce')
  return md5(`${who}:${middle}:${what}`)
}

/** True only for the right user, password, address and this connection's nonce. */
export function isAuthorised(
  credentials: Credentials,
  { method, url, nonce, header }: { method: string; url: string; nonce: string; header: string | undefined },
): boolean {
  const fields = parseAuthorization(header)
  if (!fields || fields.get('username') !== credentials.user || fields.get('nonce') !== nonce) return false
  if (fields.get('uri') !== url) return false
  const given = Buffer.from(fields.get('response') ?? '')
  const owed = Buffer.from(digestResponse(credentials, { method, fields }))
  return given.length === owed.length && timingSafeEqual(given, owed)
}
