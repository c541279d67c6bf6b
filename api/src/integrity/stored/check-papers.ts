import { CodedError } from '@sightline/infra/platform/error'
import { hashStream } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Tx } from '../../database/client.ts'
import { papersOf, type Paper } from '../../keeping/papers-of.ts'

interface PaperDeps {
  readonly db: Tx
  readonly objects: Pick<Objects, 'stat' | 'get'>
  /** Every byte is read. */
  readonly isDeep: boolean
}

/** What is wrong with a stored paper; null: nothing. */
async function problemOf(
  { objects, isDeep }: PaperDeps,
  { objectKey, versionId, sha256 }: Paper,
): Promise<'missing' | 'altered' | null> {
  try {
    if (!isDeep) {
      await objects.stat(objectKey, versionId)
      return null
    }
    const stored = await hashStream(await objects.get(objectKey, { versionId }))
    return stored.sha256 === sha256 ? null : 'altered'
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return 'missing'
    throw error
  }
}

/** The papers of a finding that are there as they were made; of every other it is told what is wrong. */
export async function soundPapers(
  deps: PaperDeps,
  findingId: string,
  tell: (code: 'missing' | 'altered', paper: Paper) => void,
): Promise<Paper[]> {
  const sound: Paper[] = []
  for (const paper of await papersOf(deps.db, findingId)) {
    const problem = await problemOf(deps, paper)
    if (problem) tell(problem, paper)
    else sound.push(paper)
  }
  return sound
}
