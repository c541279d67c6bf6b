import canonicalize from 'canonicalize'
import { CodedError } from './error.ts'

/** JSON in the one form of RFC 8785 (JCS): equal values give equal bytes. NaN, Infinity, lone surrogates and cycles are refused. */
export function canonicalJson(value: unknown): string {
  const text = serialize(value)
  if (text === undefined) throw new CodedError('json_not_canonical', { problem: 'not a JSON value' })
  return text
}

/** The UTF-8 bytes of `canonicalJson`: what is hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}

function serialize(value: unknown): string | undefined {
  try {
    return canonicalize(value)
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('json_not_canonical', { problem }, { cause })
  }
}
