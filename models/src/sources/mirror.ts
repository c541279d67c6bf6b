import { copyFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelFile } from '../manifest.ts'
import { sha256Of } from '../store.ts'

/** Copies the file with that hash out of a folder, whatever it is called there. */
export async function copyFromMirror(mirror: string, file: ModelFile, part: string): Promise<void> {
  for (const entry of await readdir(mirror, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() || (await stat(path)).size !== file.bytes) continue
    if ((await sha256Of(path)) !== file.sha256) continue
    return copyFile(path, part)
  }
  throw new Error(`no file with sha256 ${file.sha256}`)
}
