import type { Manifest, ModelFile } from './manifest.ts'
import { ModelError } from './model-error.ts'
import { fileOf, folderError, isAbsent, sha256Of } from './store.ts'

/** The state of one file of a model in the model folder. */
export type FileState =
  | { readonly kind: 'whole'; readonly file: ModelFile; readonly path: string }
  | { readonly kind: 'missing'; readonly file: ModelFile; readonly path: string }
  | { readonly kind: 'corrupt'; readonly file: ModelFile; readonly path: string; readonly found: string }

/** Reads every file of a model and compares its hash. */
export async function verifyModel(
  manifest: Pick<Manifest, 'name' | 'files'>,
  dir: string,
): Promise<FileState[]> {
  const states: FileState[] = []
  for (const file of manifest.files) {
    const path = fileOf(dir, manifest.name, file.name)
    const found = await sha256Of(path).catch((error: unknown) => {
      if (isAbsent(error)) return null
      throw folderError(error, path)
    })
    if (found === null) states.push({ kind: 'missing', file, path })
    else if (found === file.sha256) states.push({ kind: 'whole', file, path })
    else states.push({ kind: 'corrupt', file, path, found })
  }
  return states
}

/** Refuses a file that is there and is not what the manifest says. */
export function refuseCorrupt(states: readonly FileState[]): void {
  for (const state of states)
    if (state.kind === 'corrupt')
      throw new ModelError('sha256_mismatch', {
        file: state.path,
        expected: state.file.sha256,
        found: state.found,
      })
}
