import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { writeDurably } from './durable-file.ts'
import { openFolderObjects } from './objects-folder.ts'
import { keepFilesPrivate } from './private-files.ts'
import { claimOf } from './test/objects-contract.ts'

let dir = ''
const before = process.umask()
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-private-'))
})
afterAll(async () => {
  process.umask(before)
  await rm(dir, { recursive: true })
})

it('leaves nothing that another account of the machine may open', async () => {
  keepFilesPrivate(process)
  const bytes = Buffer.from('evidence')
  const objects = await openFolderObjects(join(dir, 'objects'), systemClock)
  await objects.put('a/b.txt', { bytes }, claimOf(bytes, 'text/plain'))
  await writeDurably(join(dir, 'state.json'), '{}')
  const names = await readdir(dir, { recursive: true })
  const modes = await Promise.all(
    names.map(async (name) => `${name} ${((await stat(join(dir, name))).mode & 0o077).toString(8)}`),
  )
  expect(modes).toEqual(names.map((name) => `${name} 0`))
  expect(names.length).toBeGreaterThan(3)
})
