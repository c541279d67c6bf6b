import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { manifestSchema } from '@sightline/api/contract/dossier'
import { hashBytes } from '@sightline/infra/platform/hash'
import { openSigner, verifySignature } from '@sightline/infra/platform/sign'
import { openSpool, spoolDirs, type Spool, type SpoolDeps } from './spool.ts'
import { sampleJob } from '../dossier/test/sample-fill.ts'

let dataDir: string
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'sightline-spool-'))))
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const open = async (change: Partial<SpoolDeps> = {}): Promise<Spool> =>
  openSpool({
    dataDir,
    signer: await openSigner(join(dataDir, 'secrets')),
    limits: { spoolBytes: 1 << 20, diskFloorBytes: 0 },
    ...change,
  })

const seal = (spool: Spool, id: string, fail?: Error) => spool.seal(sampleJob(id, fail ? { fail } : {}))

const manifestOf = async (dir: string) => {
  const bytes = await readFile(join(dir, 'manifest.json'))
  return { sha256: hashBytes(bytes).sha256, bytes, ...manifestSchema.parse(JSON.parse(bytes.toString())) }
}

it('signs each dossier and chains it to the one before (R43)', async () => {
  const spool = await open()
  const first = await manifestOf((await seal(spool, 'a')).dir)
  const second = await seal(spool, 'b')
  expect((await manifestOf(second.dir)).chain).toMatchObject({ sequence: 1, previous: first.sha256 })
  const read = (name: string) => readFile(join(second.dir, name), 'utf8')
  const { bytes } = await manifestOf(second.dir)
  expect(verifySignature(bytes, await read('manifest.sig'), await read('public-key.pem'))).toBe(true)
  expect(
    verifySignature(
      Buffer.concat([bytes, Buffer.from(' ')]),
      await read('manifest.sig'),
      await read('public-key.pem'),
    ),
  ).toBe(false)
})

it('seals a finding once, whoever asks again', async () => {
  const spool = await open()
  const [one, two] = await Promise.all([seal(spool, 'a'), seal(spool, 'a')])
  expect(two.folder).toBe(one.folder)
  await spool.markHanded(one.folder)
  expect((await seal(spool, 'a')).dir).toContain('/handed/')
  expect(await spool.waiting()).toEqual([])
})

it('leaves nothing behind when a dossier cannot be made, and the chain has no hole', async () => {
  const spool = await open()
  await expect(seal(spool, 'a', new Error('no still'))).rejects.toThrow('no still')
  expect(await readdir(spoolDirs(dataDir).building)).toEqual([])
  expect((await seal(spool, 'b')).sequence).toBe(0)
})

it.each([
  ['the chain file was never written', async () => rm(spoolDirs(dataDir).chain)],
  ['the chain file is one behind', async (before: string) => writeFile(spoolDirs(dataDir).chain, before)],
  [
    'the newest dossier was handed over and the chain file is one behind',
    async (before: string) => {
      const { spool, handed, chain } = spoolDirs(dataDir)
      await writeFile(chain, before)
      for (const name of await readdir(spool)) await rename(join(spool, name), join(handed, name))
    },
  ],
])('continues the chain after a crash: %s', async (_name, crash) => {
  const spool = await open()
  await seal(spool, 'a')
  const before = await readFile(spoolDirs(dataDir).chain, 'utf8')
  const second = await manifestOf((await seal(spool, 'b')).dir)
  await crash(before)
  const third = await seal(await open(), 'c')
  expect((await manifestOf(third.dir)).chain).toMatchObject({ sequence: 2, previous: second.sha256 })
})

it('refuses a damaged chain file rather than fork the chain', async () => {
  await seal(await open(), 'a')
  await writeFile(spoolDirs(dataDir).chain, '{"format":"sightline.chain/1","heads":[{}]}')
  await expect(open()).rejects.toMatchObject({ code: 'chain_file_invalid' })
})

it.each([
  ['its bytes are used up', { limits: { spoolBytes: 1, diskFloorBytes: 0 } }],
  ['the disk is short', { limits: { spoolBytes: 1 << 20, diskFloorBytes: 10 }, freeBytes: async () => 9 }],
])('refuses new seals when %s, and keeps what it has', async (_name, change) => {
  const earlier = await seal(await open(), 'a')
  const spool = await open(change)
  await expect(seal(spool, 'b')).rejects.toMatchObject({ code: 'disk_full' })
  expect((await spool.room()).isFull).toBe(true)
  expect((await spool.waiting()).map(({ folder }) => folder)).toEqual([earlier.folder])
  await spool.markHanded(earlier.folder)
})
