import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, open, readdir, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from './clock.ts'
import { makeDirDurably, PARTIAL_SUFFIX, publishOnce, syncPath } from './durable-file.ts'
import { CodedError, hasErrno } from './error.ts'
import { createHashingPass, hashFile } from './hash.ts'
import { listFiles } from './objects-list.ts'
import {
  checkClaim,
  checkDigests,
  checkDisposable,
  checkExpirable,
  checkKey,
  checkRange,
  heardLater,
  mimeOfKey,
  readWhole,
} from './objects.ts'
import type { ObjectBody, ObjectClaim, ObjectFacts, Objects } from './objects.ts'

/** No key can begin so. */
const INCOMING = '.incoming'
/** By its owner: faces and plates are nothing for other accounts of the machine. */
const READ_ONLY = 0o400
/** An unfinished file older than this belongs to nobody. */
const ABANDONED_MS = 60 * 60_000

/** Below it the disk counts as full: room for one more recording. */
const FLOOR_BYTES = 64 << 20
/** Below it somebody should make room: hours of a busy street. */
const LOW_BYTES = 4 * 2 ** 30

/** Objects as read-only files: `<root>/<key>`, nothing beside them. Several processes may share a root on one file system that has hard links. */
export async function openFolderObjects(
  root: string,
  clock: Clock,
  { floorBytes = FLOOR_BYTES, lowBytes = LOW_BYTES }: { floorBytes?: number; lowBytes?: number } = {},
): Promise<Objects> {
  const incoming = join(root, INCOMING)
  await makeDirDurably(incoming)
  await sweepAbandoned(incoming, clock)

  return {
    put: (key, body, claim) =>
      sayFull(root, async () => {
        await refuseFull(root, floorBytes + claim.bytes)
        return store(root, key, { body, claim })
      }),
    async get(key, { versionId, range }) {
      const file = await openObject(root, key, versionId)
      if (!range) return heardLater(file.createReadStream())
      const { size } = await file.stat()
      try {
        checkRange(key, range, size)
      } catch (error) {
        await file.close()
        throw error
      }
      return heardLater(file.createReadStream(range))
    },
    async stat(key, versionId) {
      const file = await openObject(root, key, versionId)
      await file.close()
      return factsOf(key, join(root, key))
    },
    async readAll(key, versionId) {
      const file = await openObject(root, key, versionId)
      return readWhole(file.createReadStream())
    },
    async discard(key, versionId) {
      checkDisposable(key)
      // A version id was given by another store: this store's file is not it.
      if (versionId === null) await rm(join(root, key), { force: true })
    },
    list: (prefix) => listFiles(root, prefix),
    ...withoutLocks(root, clock),
    probe: () => sayFull(root, () => probe(root, floorBytes)),
    async warnings() {
      try {
        return (await freeBytesAt(root)) < lowBytes ? ['objects_disk_low'] : []
      } catch (error) {
        if (hasErrno(error, 'ENOENT')) return []
        throw error
      }
    },
  }
}

async function store(
  root: string,
  key: string,
  { body, claim }: { body: ObjectBody; claim: ObjectClaim },
): Promise<{ versionId: null }> {
  checkClaim(key, claim)
  const path = join(root, key)
  const temporary = join(root, INCOMING, `${randomBytes(8).toString('hex')}${PARTIAL_SUFFIX}`)
  try {
    checkDigests(key, claim, await receive(body, temporary))
    await makeDirDurably(dirname(path))
    if (!(await publishOnce(temporary, path))) await refuseOther(key, path, claim)
    await syncPath(dirname(path))
  } finally {
    await rm(temporary, { force: true })
  }
  return { versionId: null }
}

async function freeBytesAt(root: string): Promise<number> {
  const { bavail, bsize } = await statfs(root)
  return bavail * bsize
}

/** What would take the last room is refused before a byte of it is written: the database beside it goes on. */
async function refuseFull(root: string, neededBytes: number): Promise<void> {
  const freeBytes = await freeBytesAt(root)
  if (freeBytes < neededBytes) throw new CodedError('objects_disk_full', { root, freeBytes, neededBytes })
}

/** Room by the file system's word, and a byte that really goes to the disk. */
async function probe(root: string, floorBytes: number): Promise<void> {
  await refuseFull(root, floorBytes)
  const path = join(root, INCOMING, `${randomBytes(8).toString('hex')}${PARTIAL_SUFFIX}`)
  try {
    await receive({ bytes: Buffer.from('.') }, path)
  } finally {
    await rm(path, { force: true })
  }
}

async function sayFull<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!hasErrno(cause, 'ENOSPC') && !hasErrno(cause, 'EDQUOT')) throw cause
    throw new CodedError('objects_disk_full', { root }, { cause })
  }
}

/** Copies the body to the disk and answers what arrived there. */
async function receive(body: ObjectBody, temporary: string): Promise<{ sha256: string; bytes: number }> {
  const from = 'path' in body ? createReadStream(body.path) : Readable.from([body.bytes])
  const { pass, digests } = createHashingPass()
  await pipeline(from, pass, createWriteStream(temporary, { flags: 'wx' }))
  await chmod(temporary, READ_ONLY)
  await syncPath(temporary)
  return digests()
}

async function refuseOther(key: string, path: string, claim: ObjectClaim): Promise<void> {
  const { sha256 } = await factsOf(key, path)
  if (sha256 !== claim.sha256) throw new CodedError('object_exists', { key, sha256, claimed: claim.sha256 })
}

async function factsOf(key: string, path: string): Promise<ObjectFacts> {
  const { sha256, bytes } = await hashFile(path)
  return { sha256, bytes, mime: mimeOfKey(key) }
}

async function openObject(root: string, key: string, versionId: string | null): Promise<FileHandle> {
  checkKey(key)
  // A version id was given by another store: to answer with this store's file would be a guess.
  if (versionId !== null) throw new CodedError('object_not_found', { key, versionId })
  try {
    return await open(join(root, key), 'r')
  } catch (error) {
    if (!hasErrno(error, 'ENOENT') && !hasErrno(error, 'ENOTDIR')) throw error
    throw new CodedError('object_not_found', { key, versionId })
  }
}

async function refuseAbsent(root: string, key: string, versionId: string | null): Promise<void> {
  await (await openObject(root, key, versionId)).close()
}

/** What a store of objects does about locks, where there are none. */
const withoutLocks = (
  root: string,
  clock: Clock,
): Pick<Objects, 'canLock' | 'retain' | 'hold' | 'lockOf' | 'expire'> => ({
  canLock: false,
  retain: (key, versionId) => refuseAbsent(root, key, versionId),
  hold: (key, versionId) => refuseAbsent(root, key, versionId),
  async lockOf(key, versionId) {
    await refuseAbsent(root, key, versionId)
    return { until: null, isHeld: false, at: clock.now() }
  },
  async expire(key, versionId) {
    checkExpirable(key)
    if (versionId === null) await rm(join(root, key), { force: true })
  },
})

async function sweepAbandoned(incoming: string, clock: Clock): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const since = clock.now() - (await modifiedAt(path))
    if (since > ABANDONED_MS) await rm(path, { force: true })
  }
}

/** Epoch ms; now and for ever where another process has just finished with the file. */
async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return Infinity
    throw error
  }
}
