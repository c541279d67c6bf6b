import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CodedError, hasErrno } from './error.ts'

/** Names of unfinished files end so: what a crash leaves behind is recognised and never read. */
export const PARTIAL_SUFFIX = '.partial'

/** On return the whole content is on the disk under `path`, or the call threw and the earlier content stands: never half of it, whatever is killed. */
export async function writeDurably(path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  await withTemporary(path, { bytes, mode }, (temporary) => rename(temporary, path))
}

/** As `writeDurably`, but the first writer wins: false, and nothing changed, where `path` is there already. */
export async function createDurably(
  path: string,
  bytes: Uint8Array | string,
  mode = 0o600,
): Promise<boolean> {
  return withTemporary(path, { bytes, mode }, (temporary) => publishOnce(temporary, path))
}

/** Gives a finished file its name unless that name is taken (then false): by link, which unlike rename never replaces. */
export async function publishOnce(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if (hasErrno(error, 'EEXIST')) return false
    throw error
  }
}

async function withTemporary<T>(
  path: string,
  { bytes, mode }: { bytes: Uint8Array | string; mode: number },
  publish: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = join(
    dirname(path),
    `.${basename(path)}.${randomBytes(6).toString('hex')}${PARTIAL_SUFFIX}`,
  )
  try {
    await writeSynced(temporary, bytes, mode)
    const published = await publish(temporary)
    await syncPath(dirname(path))
    return published
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writeSynced(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(bytes)
    await file.chmod(mode)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes what a file holds, or the names in a folder, survive a power cut. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder and its missing parents, each name on the disk on return. */
export async function makeDirDurably(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  const stop = dirname(resolve(first))
  for (let dir = resolve(path); dir !== stop; dir = dirname(dir)) await syncPath(dirname(dir))
}

/** Renames a folder within one file system; both parents are on the disk on return. */
export async function moveDirDurably(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncPath(dirname(to))
  if (dirname(to) !== dirname(from)) await syncPath(dirname(from))
}

/** What the file holds, unparsed by any schema, or null where there is no file. Anything but JSON is refused. */
export async function readJsonIfThere(path: string): Promise<unknown> {
  const text = await readTextIfThere(path)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CodedError('file_not_json', { path }, { cause })
  }
}

/** The file's text, or null where there is no file. */
export async function readTextIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null
    throw error
  }
}
