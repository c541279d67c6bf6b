import { CodedError } from '@sightline/infra/platform/error'
import { hashStream } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'

interface Stored {
  readonly objectKey: string
  readonly versionId: string | null
  readonly sha256: string
}

/** Whether the store holds now what was sealed, byte for byte; no object at all is no match either. */
export async function isAsSealed(
  objects: Pick<Objects, 'get'>,
  { objectKey, versionId, sha256 }: Stored,
): Promise<boolean> {
  try {
    return (await hashStream(await objects.get(objectKey, { versionId }))).sha256 === sha256
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return false
    throw error
  }
}

/** So many objects are remembered: some MB at the most. */
const most = 10_000

/**
 * As `isAsSealed`, but once for each version of an object: the store never changes a version. Where it keeps none (a folder)
 * a file may change at any time, and is read each time.
 */
export function createStoredCheck(objects: Pick<Objects, 'get'>): (stored: Stored) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return async (stored) => {
    if (stored.versionId === null) return isAsSealed(objects, stored)
    const name = JSON.stringify([stored.objectKey, stored.versionId, stored.sha256])
    const before = known.get(name)
    if (before) return before
    const checking = isAsSealed(objects, stored)
    known.set(name, checking)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    const isSame = await checking.catch((error: unknown) => {
      known.delete(name)
      throw error
    })
    if (!isSame) known.delete(name)
    return isSame
  }
}
