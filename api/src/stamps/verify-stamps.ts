import type { X509Certificate } from 'node:crypto'
import { rootOf } from '@sightline/infra/platform/time-stamp/merkle'
import { readStamp } from '@sightline/infra/platform/time-stamp/token'
import type { Prisma } from '../generated/client.ts'
import type { Database } from '../database/client.ts'
import { leavesOf } from './gather.ts'

/** What a stored time-stamp can be found to be. */
export type StampProblem = 'stampLeaves' | 'stampDossier' | 'stampTrail' | 'stampToken' | 'stampWaiting'

const include = {
  token: true,
  leaves: { orderBy: { index: 'asc' }, include: { dossier: { select: { manifestSha256: true } } } },
} as const
type Batch = Prisma.StampBatchGetPayload<{ include: typeof include }>

function isToken({ token, root }: Batch, roots: readonly X509Certificate[]): boolean {
  if (!token) return true
  try {
    const { at, serial } = readStamp(token.answer, { digest: Buffer.from(root, 'hex'), nonce: null, roots })
    return at === token.at.getTime() && serial === token.serial
  } catch {
    return false
  }
}

async function problemsOf(
  db: Pick<Database, 'auditEntry'>,
  batch: Batch,
  roots: readonly X509Certificate[],
): Promise<StampProblem[]> {
  const { leaves, auditSequence, auditHash, size, root, token } = batch
  const tree = leavesOf(
    leaves.map(({ sha256 }) => sha256),
    auditHash,
  )
  const end = await db.auditEntry.findUnique({ where: { sequence: auditSequence } })
  const isWhole = tree.length === size && rootOf(tree).toString('hex') === root
  return [
    ...(isWhole ? [] : (['stampLeaves'] as const)),
    ...(leaves.every(({ sha256, dossier }) => dossier.manifestSha256 === sha256)
      ? []
      : (['stampDossier'] as const)),
    ...(end?.hash === auditHash ? [] : (['stampTrail'] as const)),
    ...(isToken(batch, roots) ? [] : (['stampToken'] as const)),
    ...(token ? [] : (['stampWaiting'] as const)),
  ]
}

/** Every batch against the dossiers, the trail and the authority's answer; answers how many there are. `roots` empty: whose clock it was is not checked. */
export async function verifyStamps(
  db: Pick<Database, 'auditEntry' | 'stampBatch'>,
  roots: readonly X509Certificate[],
  tell: (where: string, code: StampProblem) => void,
): Promise<number> {
  let count = 0
  for (let after: string | null = null; ;) {
    const batch: Batch | null = await db.stampBatch.findFirst({
      where: after === null ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      include,
    })
    if (!batch) return count
    for (const code of await problemsOf(db, batch, roots))
      tell(`time-stamp ${batch.id} (audit #${batch.auditSequence})`, code)
    ;[after, count] = [batch.id, count + 1]
  }
}
