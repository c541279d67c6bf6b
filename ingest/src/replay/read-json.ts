import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CodedError, hasErrno } from '@sightline/infra/platform/error'

/** A JSON file that a person named: `file_unreadable`, `file_not_json`, or `code` where it is not of that shape. */
export async function readJson<T extends z.ZodType>(
  file: string,
  schema: T,
  code: string,
): Promise<z.output<T>> {
  const parsed = schema.safeParse(parse(file, await readText(file)))
  if (parsed.success) return parsed.data
  throw new CodedError(code, { file, problem: z.prettifyError(parsed.error) })
}

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
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
