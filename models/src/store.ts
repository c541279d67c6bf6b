import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ModelError } from './model-error.ts'

/** Where a model's file lies in the model folder. */
export const fileOf = (dir: string, model: string, name: string): string => join(dir, model, name)

/** SHA-256 of a file, hex; read in pieces. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Whether a failure says that a file is not there. */
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** The system's code of a failure, '' where it has none. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Failures of the folder itself, in words a person can act on; anything else as it came. */
export function folderError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ModelError('disk_full', { path }, { cause: error })
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR')
    return new ModelError('folder_not_writable', { path, reason: code }, { cause: error })
  return error
}

/** Writes a file so that it is there whole, on disk, or not at all. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(part, 'w')
    await file
      .writeFile(bytes)
      .then(() => file.sync())
      .finally(() => file.close())
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw folderError(error, path)
  }
}
