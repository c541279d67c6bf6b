import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'minio'
import { z } from 'zod'
import { hasErrno } from './error.ts'
import { checkKey, type Listed } from './objects.ts'

/** `a/b/`: the keys below it. */
function checkPrefix(prefix: string): void {
  checkKey(prefix.endsWith('/') ? prefix.slice(0, -1) : '')
}

const versionSchema = z.object({
  name: z.string(),
  versionId: z.string(),
  size: z.number().default(0),
  lastModified: z.date(),
  isDeleteMarker: z.union([z.boolean(), z.string()]).optional(),
})

/** Every version of every key below: what somebody put over another, or marked as deleted, hides nothing. */
export async function* listVersions(
  { client, bucket }: { client: Client; bucket: string },
  prefix: string,
  { withMarks = false }: { withMarks?: boolean } = {},
): AsyncGenerator<Listed> {
  checkPrefix(prefix)
  const found: unknown = client.listObjects(bucket, prefix, true, { IncludeVersion: true })
  for await (const one of found as AsyncIterable<unknown>) {
    const { name: key, versionId, size: bytes, lastModified, isDeleteMarker } = versionSchema.parse(one)
    const isMark = String(isDeleteMarker) === 'true'
    if (withMarks || !isMark) yield { key, versionId, bytes, at: lastModified.getTime(), isMark }
  }
}

/** The files below, in the order of their names. */
export async function* listFiles(root: string, prefix: string): AsyncGenerator<Listed> {
  checkPrefix(prefix)
  for (const entry of (await entriesOf(join(root, prefix))).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const key = `${prefix}${entry.name}`
    if (entry.isDirectory()) yield* listFiles(root, `${key}/`)
    else yield* listFile(root, key)
  }
}

/** Nothing where it went away meanwhile. */
async function* listFile(root: string, key: string): AsyncGenerator<Listed> {
  try {
    const { size: bytes, mtimeMs } = await stat(join(root, key))
    yield { key, versionId: null, bytes, at: Math.round(mtimeMs), isMark: false }
  } catch (error) {
    if (!hasErrno(error, 'ENOENT')) throw error
  }
}

async function entriesOf(dir: string) {
  try {
    return await readdir(dir, { withFileTypes: true })
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return []
    throw error
  }
}
