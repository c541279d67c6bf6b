import type { ViolationKind } from '@sightline/detectors/finding'
import { phraseAt, type Phrase, type PublishedWording } from '../../law/phrases.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'

/** All of a wording but its recording, which is read where it is played. */
export const wordingSelect = {
  id: true,
  kind: true,
  version: true,
  zh: true,
  en: true,
  isAutomatic: true,
} satisfies Prisma.PhraseVersionSelect

/** Every published wording of these kinds. */
export async function publishedWordings(
  tx: Tx,
  kinds: readonly ViolationKind[],
): Promise<(PublishedWording & { readonly id: string })[]> {
  const rows = await tx.phraseVersion.findMany({
    where: { kind: { in: [...kinds] }, decision: { isApproved: true } },
    select: { ...wordingSelect, decision: { select: { at: true } } },
  })
  return rows.flatMap(({ decision, ...row }) => (decision ? [{ ...row, from: decision.at.getTime() }] : []))
}

/** The phrase of a kind that is in force. */
export async function phraseInForce(tx: Tx, kind: ViolationKind, at: number): Promise<Phrase | null> {
  const phrase = phraseAt(kind, await publishedWordings(tx, [kind]), at)
  if (phrase === null) return null
  const { version, zh, en, isAutomatic } = phrase
  return { kind, version, zh, en, isAutomatic }
}
