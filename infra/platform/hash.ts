import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'

/** What a file's bytes are: lower-case hex SHA-256 and SM3 (GB/T 32905-2016), and their number. */
export interface Digests {
  sha256: string
  sm3: string
  bytes: number
}

interface Hashing {
  update(chunk: Uint8Array): void
  digests(): Digests
}

function startHashing(): Hashing {
  const sha256 = createHash('sha256')
  const sm3 = createHash('sm3')
  let bytes = 0
  return {
    update(chunk) {
      sha256.update(chunk)
      sm3.update(chunk)
      bytes += chunk.byteLength
    },
    digests: () => ({ sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), bytes }),
  }
}

export function hashBytes(bytes: Uint8Array): Digests {
  const hashing = startHashing()
  hashing.update(bytes)
  return hashing.digests()
}

/** Streamed: a file of any size in constant memory, and in pieces (64 kB, half a millisecond) between which others get their turn. */
export async function hashFile(path: string): Promise<Digests> {
  return hashStream(createReadStream(path))
}

/** Reads the stream to its end. */
export async function hashStream(stream: AsyncIterable<unknown>): Promise<Digests> {
  const hashing = startHashing()
  for await (const chunk of stream) hashing.update(chunk as Uint8Array)
  return hashing.digests()
}

/** Bytes pass through unchanged and are hashed on the way: no second read. `digests` answers once the last has passed. */
export function createHashingPass(): { pass: Transform; digests(): Digests } {
  const hashing = startHashing()
  let finished: Digests | null = null
  const pass = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hashing.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      finished = hashing.digests()
      done()
    },
  })
  return {
    pass,
    digests() {
      if (!finished) throw new Error('Asked for the digests of a stream that has not ended')
      return finished
    },
  }
}
