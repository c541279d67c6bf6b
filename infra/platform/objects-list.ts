import { readdir } from 'node:fs/promises'
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
  isDeleteMarker: z.union([z.boolean(), z.string()]).optional(),
})

/** Every version of every key below: what somebody put over another, or marked as deleted, hides nothing. */
export async function* listVersions(
  { client, bucket }: { client: Client; bucket: string },
  prefix: string,
): AsyncGenerator<Listed> {
  checkPrefix(prefix)
  const found: unknown = client.listObjects(bucket, prefix, true, { IncludeVersion: true })
  for await (const one of found as AsyncIterable<unknown>) {
    const { name, versionId, isDeleteMarker } = versionSchema.parse(one)
    if (String(isDeleteMarker) !== 'true') yield { key: name, versionId }
  }
}

/** The files below, in the order of their names. */
export async function* listFiles(root: string, prefix: string): AsyncGenerator<Listed> {
  checkPrefix(prefix)
  for (const entry of (await entriesOf(join(root, prefix))).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const key = `${prefix}${entry.name}`
    if (entry.isDirectory()) yield* listFiles(root, `${key}/`)
    else yield { key, versionId: null }
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
