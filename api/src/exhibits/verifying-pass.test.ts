import { setImmediate as turn } from 'node:timers/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hashBytes } from '@sightline/infra/platform/hash'
import { expect, it } from 'vitest'
import { verifyingPass } from './serve.ts'

const bytes = Buffer.from('what was sealed')
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

it('lets through what was sealed', async () => {
  const pass = verifyingPass({ name: 'a.jpg', sha256: hashBytes(bytes).sha256 }, async () => undefined)
  await pipeline(Readable.from([bytes]), pass, nowhere())
})

it('says of altered bytes that they are, also to who begins to read only then; until then nothing ends the process', async () => {
  let told = 0
  const pass = verifyingPass({ name: 'a.jpg', sha256: '0'.repeat(64) }, async () => void (told += 1))
  Readable.from([bytes]).pipe(pass)
  while (pass.errored === null) await turn()
  expect(told).toBe(1)
  await expect(pipeline(pass, nowhere())).rejects.toMatchObject({
    code: 'ev_hash',
    facts: { altered: ['a.jpg'] },
  })
})
