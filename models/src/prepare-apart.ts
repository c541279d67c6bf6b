import type { Manifest } from './manifest.ts'
import { ModelError } from './model-error.ts'
import { prepareModel } from './prepared-model.ts'
import type { PreparedModel } from './prepared-model.ts'
import { spawnWorker } from './session/spawn-worker.ts'
import { createTaskRunner } from './session/task-runner.ts'

/** What a preparing thread is started with. */
export interface PrepareSetup {
  readonly manifest: Manifest
  readonly dir: string
}
/** What it answers: errors lose their code on the way between threads. */
export type Prepared =
  | { readonly ok: true; readonly path: string; readonly sha256: string }
  | { readonly ok: false; readonly code: ModelError['code']; readonly facts: ModelError['facts'] }

/** `prepareModel`, with its refusals as answers. */
export async function tryToPrepare({ manifest, dir }: PrepareSetup): Promise<Prepared> {
  try {
    const { path, sha256 } = await prepareModel(manifest, dir)
    return { ok: true, path, sha256 }
  } catch (error) {
    if (error instanceof ModelError) return { ok: false, code: error.code, facts: error.facts }
    throw error
  }
}

/** `prepareModel` on a thread of its own: reading, hashing and writing a large graph would hold up a worker's cameras. */
export async function prepareApart<M extends Manifest>(manifest: M, dir: string): Promise<PreparedModel<M>> {
  const setup: PrepareSetup = { manifest, dir }
  const runner = await createTaskRunner<null, Prepared>(() =>
    spawnWorker(new URL('./prepare-worker.ts', import.meta.url), setup),
  )
  try {
    const prepared = await runner.run(null)
    if (!prepared.ok) throw new ModelError(prepared.code, prepared.facts)
    return { manifest, path: prepared.path, sha256: prepared.sha256 }
  } finally {
    await runner.close()
  }
}
