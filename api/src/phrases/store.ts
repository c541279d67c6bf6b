import type { z } from 'zod'
import type { phraseListSchema } from '../../contract/phrases.ts'
import { phraseAt, spokenKinds } from '../../law/phrases.ts'
import type { Tx } from '../database/client.ts'
import { publishedWordings, wordingSelect } from './in-force.ts'

const who = { select: { id: true, name: true } } as const
const select = {
  ...wordingSelect,
  clipSha256: true,
  draftedAt: true,
  draftedBy: who,
  decision: { select: { isApproved: true, note: true, at: true, by: who } },
} as const

/** The phrases in force, and every wording that was drafted, newest first: a few dozen in the life of a town. */
export async function phraseList(tx: Tx, now: number): Promise<z.input<typeof phraseListSchema>> {
  const published = await publishedWordings(tx, spokenKinds)
  const rows = await tx.phraseVersion.findMany({
    select,
    orderBy: [{ draftedAt: 'desc' }, { version: 'desc' }],
  })
  return {
    inForce: spokenKinds.flatMap((kind) => phraseAt(kind, published, now) ?? []),
    versions: rows.map(({ draftedAt, decision, ...row }) => ({
      ...row,
      draftedAt: draftedAt.getTime(),
      decision: decision && { ...decision, at: decision.at.getTime() },
    })),
  }
}
