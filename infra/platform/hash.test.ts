import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createHashingPass, hashBytes, hashFile, hashStream } from './hash.ts'

const ABC = {
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-4
  sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', // GB/T 32905-2016, appendix A.1
  bytes: 3,
}

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-hash-'))
})
afterAll(() => rm(dir, { recursive: true }))

it('matches the published vectors of SHA-256 and SM3 (R43)', () => {
  expect(hashBytes(Buffer.from('abc'))).toEqual(ABC)
  expect(hashBytes(Buffer.from('abcd'.repeat(16))).sm3).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732', // appendix A.2
  )
})

it('gives the same for bytes, a file, a stream and a pass', async () => {
  const bytes = Buffer.alloc(3_000_001, 'sightline')
  const path = join(dir, 'big')
  await writeFile(path, bytes)
  const expected = hashBytes(bytes)
  const { pass, digests } = createHashingPass()
  const passed: Buffer[] = []
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (passed.push(chunk), done()) })
  const chunks = [bytes.subarray(0, 7), bytes.subarray(7, 1_000_000), bytes.subarray(1_000_000)]
  await pipeline(Readable.from(chunks), pass, sink)

  expect(await hashFile(path)).toEqual(expected)
  expect(await hashStream(Readable.from(chunks))).toEqual(expected)
  expect(digests()).toEqual(expected)
  expect(Buffer.concat(passed).equals(bytes)).toBe(true)
})

it('has no answer for a stream that has not ended', () => {
  const { pass, digests } = createHashingPass()
  pass.write('half')
  expect(() => digests()).toThrow('not ended')
})
