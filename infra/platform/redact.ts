import type { Facts } from './error.ts'

const MASK = '[secret]'

/** Fields whose value is a secret whatever it holds, by their name without case, `-` and `_`. */
const SECRET_NAMES =
  /^(?:pass|pwd|cookie|setcookie|authorization|credentials?|.*(?:password|passwd|passphrase|secret|secretkey|accesskey|privatekey|apikey|token))$/

/** Secrets inside running text. Where a pattern cannot tell, it hides too much rather than too little. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${MASK}`],
  [/\bDigest\s+\w+\s*=[^\r\n]*/g, `Digest ${MASK}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, MASK],
  [
    /((?:password|passwd|passphrase|pwd|secret|token|authorization|api[_-]?key|access[_-]?key|secret[_-]?key)["'\\]*\s*[=:]\s*["'\\]*)(?!\[secret\]|(?:Bearer|Basic|Digest) \[)[^\s"'&,;}\\]+/gi,
    `$1${MASK}`,
  ],
]

/** What stands before the last '@' of an address: a password may hold '/' and '@' where it was written by hand. */
function hideUser(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : `://${MASK}${address.slice(at)}`
}

/** The same text with every password, token and key in it replaced, in time proportional to its length: for log lines and stored failure reasons. */
export function redactText(text: string): string {
  const clean = text.replace(/(?<=[a-z0-9+.-]):\/\/\S*/gi, hideUser)
  return SECRET_TEXTS.reduce((so, [pattern, mask]) => so.replace(pattern, mask), clean)
}

/** Plain JSON with secret fields and secrets in any string replaced, at any depth. Booleans and null stay. */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redactValue)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redactField(name, inner)]))
}

/** As `redactValue`, for the facts of an error. */
export function redactFacts(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, redactField(name, value)]))
}

function redactField(name: string, value: unknown): unknown {
  const isSecret = SECRET_NAMES.test(name.toLowerCase().replace(/[-_]/g, ''))
  return isSecret && value !== null && typeof value !== 'boolean' ? MASK : redactValue(value)
}

/** The error itself, its message, stack and causes cleaned in place, so that what is stored of it holds no secret. */
export function redactError(error: unknown): unknown {
  if (!(error instanceof Error)) return redactValue(error)
  error.message = redactText(error.message)
  if (error.stack !== undefined) error.stack = redactText(error.stack)
  if (error.cause !== undefined) error.cause = redactError(error.cause)
  return error
}
