import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { modelNamed } from '../installed.ts'
import { ModelError } from '../model-error.ts'
import { openManifest, openModel } from '../open.ts'
import type { Place } from '../open.ts'
import type { PreparedModel } from '../prepared-model.ts'

const root = new URL('../../../', import.meta.url)

/** A path of the shared test material beside the repository; null, said aloud, where it is absent. */
export function sharedPath(path: string): string | null {
  const found = fileURLToPath(new URL(`../shared/${path}`, root))
  if (existsSync(found)) return found
  console.warn(`skipped: ../shared/${path} is absent`)
  return null
}

/** Models for a test: from the mirror where there is one, kept in the repository's own model folder. */
export const modelPlace = (): Place => ({
  dir: fileURLToPath(new URL('.sightline/models', root)),
  origins: { mirror: sharedPath('models') ?? undefined, isPublic: true },
})

/** A detector for a test. */
export const modelForTest = (name: string): Promise<PreparedModel> => openModel({ name, ...modelPlace() })

/**
 * Whether a model that npm publishes is here, or can be had: what a test needs that no mirror holds. Said aloud where not.
 */
export async function ifFetched(name: string): Promise<boolean> {
  try {
    const { dir, origins } = modelPlace()
    await openManifest(await modelNamed(dir, name), { dir, origins })
    return true
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    console.warn(`skipped: ${name} is not here: ${error.code}`)
    return false
  }
}
