import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { openFolderObjects } from './objects-folder.ts'
import { claimOf, describeObjects } from './test/objects-contract.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline folder '))
})
afterAll(() => rm(dir, { recursive: true }))

describeObjects('objects in a folder', async () => openFolderObjects(join(dir, 'contract'), systemClock))

const bytes = Buffer.from('evidence')

it('keeps each object as one read-only file at its key, and nothing unfinished', async () => {
  const root = join(dir, 'plain')
  const objects = await openFolderObjects(root, systemClock)
  await objects.put('a/b.txt', { bytes }, claimOf(bytes, 'text/plain'))
  await expect(
    objects.put('a/c.txt', { bytes }, { ...claimOf(bytes, 'text/plain'), bytes: 1 }),
  ).rejects.toThrow()
  expect((await stat(join(root, 'a/b.txt'))).mode & 0o777).toBe(0o400)
  expect(await readdir(join(root, 'a'))).toEqual(['b.txt'])
  expect(await readdir(join(root, '.incoming'))).toEqual([])
})

it('tells the hash of the bytes that are there now', async () => {
  const root = join(dir, 'altered')
  const objects = await openFolderObjects(root, systemClock)
  await objects.put('b.txt', { bytes }, claimOf(bytes, 'text/plain'))
  await chmod(join(root, 'b.txt'), 0o644)
  await writeFile(join(root, 'b.txt'), 'Evidence')
  expect((await objects.stat('b.txt', null)).sha256).toBe(claimOf(Buffer.from('Evidence')).sha256)
  await expect(objects.put('b.txt', { bytes }, claimOf(bytes, 'text/plain'))).rejects.toThrow('object_exists')
})

it('locks nothing, and deletes by rule the one file that is asked for, once or twice', async () => {
  const objects = await openFolderObjects(join(dir, 'expiring'), systemClock)
  const [key, other] = ['dossiers/f/confirmed/a.txt', 'dossiers/f/confirmed/b.txt']
  for (const one of [key, other]) await objects.put(one, { bytes }, claimOf(bytes, 'text/plain'))
  await objects.hold(key, null, true)
  expect(await objects.lockOf(key, null)).toMatchObject({ until: null, isHeld: false })
  await objects.expire(key, 'a version of another store')
  expect((await objects.stat(key, null)).bytes).toBe(8)
  await objects.expire(key, null)
  await objects.expire(key, null)
  await expect(objects.stat(key, null)).rejects.toThrow('object_not_found')
  expect((await objects.stat(other, null)).bytes).toBe(8)
})

it('clears away what a crash left an hour ago, and not what another process is writing', async () => {
  const incoming = join(dir, 'swept', '.incoming')
  await mkdir(incoming, { recursive: true })
  await writeFile(join(incoming, 'old.partial'), 'half')
  await writeFile(join(incoming, 'new.partial'), 'half')
  await utimes(join(incoming, 'old.partial'), 1000, 1000)
  await openFolderObjects(join(dir, 'swept'), systemClock)
  expect(await readdir(incoming)).toEqual(['new.partial'])
})

it('is well while it can write, leaves nothing of the question, and says when the disk has no room', async () => {
  const root = join(dir, 'asked')
  const objects = await openFolderObjects(root, systemClock)
  await objects.probe()
  expect(await readdir(join(root, '.incoming'))).toEqual([])
  const full = await openFolderObjects(root, systemClock, { floorBytes: 2 ** 60 })
  await expect(full.probe()).rejects.toMatchObject({ code: 'objects_disk_full', facts: { root } })
  const bytes = Buffer.from('evidence')
  const claim = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: 8, mime: 'text/plain' }
  await expect(full.put('a.txt', { bytes }, claim)).rejects.toMatchObject({ code: 'objects_disk_full' })
  expect(await readdir(root, { recursive: true })).toEqual(['.incoming'])
  const low = await openFolderObjects(root, systemClock, { lowBytes: 2 ** 60 })
  expect(await low.warnings()).toEqual(['objects_disk_low'])
  expect(await (await openFolderObjects(root, systemClock, { lowBytes: 0 })).warnings()).toEqual([])
  await rm(root, { recursive: true })
  await expect(objects.probe()).rejects.toThrow('ENOENT')
})
