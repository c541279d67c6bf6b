import { CodedError } from '@sightline/infra/platform/error'
import { hashStream } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import { profileOf } from '../../alerts/profile-of.ts'
import { signKeyOf } from '../../approvals/sign.ts'
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

/** The picture of the sign by which a finding was judged: it lies with its source's approval and is locked by nobody's case. */
async function signPaperOf(db: Tx, findingId: string): Promise<Paper | null> {
  const sign = (await profileOf(db, findingId))?.sign
  if (!sign) return null
  const { sourceId } = await db.finding.findUniqueOrThrow({ where: { id: findingId } })
  const { sha256, versionId } = sign
  return { objectKey: signKeyOf(sourceId, sha256), versionId, sha256 }
}

/** The papers of a finding that are there as they were made; of every other it is told what is wrong. */
export async function soundPapers(
  deps: PaperDeps,
  findingId: string,
  tell: (code: 'missing' | 'altered', paper: Paper) => void,
): Promise<Paper[]> {
  const sign = await signPaperOf(deps.db, findingId)
  const problem = sign && (await problemOf(deps, sign))
  if (sign && problem) tell(problem, sign)
  const sound: Paper[] = []
  for (const paper of await papersOf(deps.db, findingId)) {
    const problem = await problemOf(deps, paper)
    if (problem) tell(problem, paper)
    else sound.push(paper)
  }
  return sound
}
