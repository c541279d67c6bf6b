import type { X509Certificate } from 'node:crypto'
import { limitTo } from '../deadline.ts'
import { questionOf, toNonce } from './question.ts'
import { readStamp, type Stamped } from './token.ts'

/** Of RFC 3161 over HTTP. */
export interface Authority {
  readonly url: string
  /** Whose word is taken for the authority. */
  readonly roots: readonly X509Certificate[]
}

const askMs = 15_000
/** An answer is some kilobytes of certificates. */
const mostBytes = 65_536

async function readSome(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | null = answer.body
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > mostBytes) throw new Error(`the time-stamp authority sent more than ${mostBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Asks for a time for this SHA-256 digest: nothing else leaves this machine. Answers the authority's answer as it came, with
 * what it says. Throws where none comes in 15 s, or where it does not hold (`StampError`). `random`: 8 bytes.
 */
export async function askStamp(
  { url, roots }: Authority,
  digest: Uint8Array,
  random: Uint8Array,
): Promise<Stamped & { readonly answer: Buffer }> {
  const nonce = toNonce(random)
  const limit = limitTo(askMs)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(questionOf(digest, nonce)),
      redirect: 'error',
      signal: limit.signal,
    })
    if (!answer.ok) throw new Error(`the time-stamp authority answered ${answer.status}`)
    const bytes = await readSome(answer)
    return { ...readStamp(bytes, { digest, nonce, roots }), answer: bytes }
  } finally {
    limit.end()
  }
}
