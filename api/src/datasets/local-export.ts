import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  makeDirDurably,
  moveDirDurably,
  PARTIAL_SUFFIX,
  syncPath,
} from '@sightline/infra/platform/durable-file'
import { hashFile } from '@sightline/infra/platform/hash'
import type { Clock } from '@sightline/infra/platform/clock'
import { hasErrno } from '@sightline/infra/platform/error'
import { dirname } from 'node:path'
import { packFolder } from './pack.ts'
import type { Destination } from './run-export.ts'
import { workName } from './work-folder.ts'

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false
    throw error
  }
}

async function bytesIn(dir: string): Promise<number> {
  let bytes = 0
  for (const { parentPath, name } of (await readdir(dir, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  ))
    bytes += (await stat(join(parentPath, name))).size
  return bytes
}

/** A folder: known by the hash of its annotations.json, which names that of every picture. */
const toFolder = (out: string): Destination => ({
  async put(dir) {
    const { sha256 } = await hashFile(join(dir, 'annotations.json'))
    const bytes = await bytesIn(dir)
    await moveDirDurably(dir, out)
    return { sha256, bytes, kept: null }
  },
  undo: () => rm(out, { recursive: true, force: true }),
})

const toZip = (out: string, now: Clock['now']): Destination => ({
  async put(dir) {
    const partial = `${dir}.zip${PARTIAL_SUFFIX}`
    try {
      await packFolder(dir, partial, now())
      const { sha256, bytes } = await hashFile(partial)
      await syncPath(partial)
      await rename(partial, out)
      await syncPath(dirname(out))
      return { sha256, bytes, kept: null }
    } finally {
      await rm(partial, { force: true })
    }
  },
  undo: () => rm(out, { force: true }),
})

/** A place of this machine for an export: `x.zip`, or a folder. What is there already is never replaced. */
export async function localDestination(
  given: string,
  now: Clock['now'],
): Promise<{ destination: Destination; folder: string; dirFor: (id: string) => string }> {
  const out = resolve(given)
  if (await isThere(out)) throw new Error(`已存在，不会覆盖 / is there already and is not replaced: ${out}`)
  const folder = dirname(out)
  await makeDirDurably(folder)
  const destination = out.endsWith('.zip') ? toZip(out, now) : toFolder(out)
  return { destination, folder, dirFor: (id) => join(folder, `.${workName(id)}${PARTIAL_SUFFIX}`) }
}
