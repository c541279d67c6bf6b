import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SealedExhibit } from '@sightline/api/contract/dossier'
import { CodedError, hasErrno } from '@sightline/infra/platform/error'
import { hashFile } from '@sightline/infra/platform/hash'

/** A JSON file that a person named: `file_unreadable`, `file_not_json`, or `code` where it is not of that shape. */
export async function readJson<T extends z.ZodType>(
  file: string,
  schema: T,
  code: string,
): Promise<z.output<T>> {
  const parsed = schema.safeParse(parse(file, await named(file, readFile(file, 'utf8'))))
  if (parsed.success) return parsed.data
  throw new CodedError(code, { file, problem: z.prettifyError(parsed.error) })
}

/** Exhibits in a dossier's folder must be those of its manifest: `exhibit_altered`; `file_unreadable` names one that is gone. */
export async function refuseAltered(dir: string, exhibits: readonly SealedExhibit[]): Promise<void> {
  for (const { name, sha256 } of exhibits) {
    const file = join(dir, name)
    if ((await named(file, hashFile(file))).sha256 !== sha256)
      throw new CodedError('exhibit_altered', { name })
  }
}

/** What is read of a file that a person named. */
const named = <T>(file: string, reading: Promise<T>): Promise<T> =>
  reading.catch((cause: unknown) => {
    const reason = ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].find((errno) => hasErrno(cause, errno))
    throw reason ? new CodedError('file_unreadable', { file, reason }, { cause }) : cause
  })

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CodedError('file_not_json', { file }, { cause })
  }
}
