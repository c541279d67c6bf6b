import { createWriteStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'

/** A folder's files as a zip, in the order of their names; pictures do not shrink, so that nothing is compressed. */
export async function packFolder(dir: string, to: string, madeAt: number): Promise<void> {
  const zip = new yazl.ZipFile()
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(dir.length + 1))
    .toSorted()
  const options = { mtime: new Date(madeAt), mode: 0o100_600, forceDosTimestamp: true, compress: false }
  for (const name of names) zip.addFile(join(dir, name), name, options)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(to, { flags: 'wx', mode: 0o600 }))
}
