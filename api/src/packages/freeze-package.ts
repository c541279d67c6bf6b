import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { hashFile } from '@sightline/infra/platform/hash'
import type { Viewer } from '../http/caller.ts'
import { makePackage, type PackageDeps } from './make-package.ts'

/** A package that is stored as an exhibit is, and locked: these bytes and no others. */
export interface Frozen {
  readonly sha256: string
  readonly bytes: number
  readonly key: string
  readonly versionId: string | null
}

/**
 * Makes the package of a case as it is now and stores it. Named by its bytes: tried again after it broke off, a new one
 * stands beside the one before, which no case names.
 */
export async function freezePackage(deps: PackageDeps, caseId: string, viewer: Viewer): Promise<Frozen> {
  const dir = await mkdtemp(join(tmpdir(), 'sightline-package-'))
  try {
    const path = join(dir, 'package.zip')
    const { stream } = await makePackage(deps, caseId, viewer)
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    const { sha256, bytes } = await hashFile(path)
    const key = `packages/${caseId}/${sha256}.zip`
    const { versionId } = await deps.objects.put(key, { path }, { sha256, bytes, mime: 'application/zip' })
    return { sha256, bytes, key, versionId }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
