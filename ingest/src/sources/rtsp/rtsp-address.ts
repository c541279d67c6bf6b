import { CodedError } from '@sightline/infra/platform/error'

/** Where a camera is and how it lets us in. The address never holds the credentials. */
export interface StreamAddress {
  readonly url: string
  readonly user: string
  readonly password: string
}

/** What a log may say in place of an address. */
const HIDDEN = '<address>'

/**
 * The address checked: rtsp or rtsps, a host, no credentials, nothing that could end a quoted string or a line.
 * Refused with `stream_address_invalid` and the field's name, never its value.
 */
export function parseAddress({ url, user, password }: StreamAddress): URL {
  if (!/^rtsps?:\/\/[^\s'"\\@]+$/i.test(url))
    throw invalid('url', 'rtsp://host[:port]/path without user, spaces or quotes')
  if (hasControl(user) || user.includes(':')) throw invalid('user', 'no colon and no control characters')
  if (hasControl(password)) throw invalid('password', 'no control characters')
  if (!URL.canParse(url)) throw invalid('url', 'a valid address')
  return new URL(url)
}

/** The address with its credentials, percent-encoded so that no character of a password ends a quote or a line. */
export function toCredentialedUrl(address: StreamAddress): string {
  const parsed = parseAddress(address)
  const rest = address.url.slice(address.url.indexOf('://') + 3)
  if (address.user === '') return `${parsed.protocol}//${rest}`
  return `${parsed.protocol}//${encode(address.user)}:${encode(address.password)}@${rest}`
}

/** A line of ffmpeg's, without addresses and without the password in any of its spellings. */
export function redactLine(
  line: string,
  { user, password }: Pick<StreamAddress, 'user' | 'password'>,
): string {
  const secrets = [encode(password), password, encode(user)].filter((secret) => secret.length > 2)
  const clean = line.replace(/rtsps?:\/\/[^\s']*/gi, HIDDEN)
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), clean)
}

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text)
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/['()*!~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
const invalid = (field: string, expected: string): CodedError =>
  new CodedError('stream_address_invalid', { field, expected })
