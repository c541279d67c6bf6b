import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FileTree {
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
  /** Every folder, the inner ones first. */
  readonly folders: readonly string[]
}

/** What is in a folder, at any depth. A folder or file that goes away meanwhile is an error. */
export async function listTree(dir: string): Promise<FileTree> {
  const files: { path: string; bytes: number }[] = []
  const folders: string[] = []
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (!entry.isDirectory()) {
      files.push({ path, bytes: (await stat(path)).size })
      continue
    }
    const inner = await listTree(path)
    files.push(...inner.files)
    folders.push(...inner.folders)
  }
  return { files, folders: [...folders, dir] }
}

export async function treeBytes(dir: string): Promise<number> {
  const { files } = await listTree(dir)
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}
