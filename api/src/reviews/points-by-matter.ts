import { manifestSchema } from '../../contract/dossier.ts'
import { judgedProfileSchema, type JudgedProfile } from '../../contract/profile.ts'
import type { LawEntry, Matter } from '../../law/catalogue.ts'
import { lawOf } from '../../law/kinds.ts'
import { profileFacts } from '../../law/profile-facts.ts'
import { judgeByMatter, profileAsked } from '../../law/stricter-profile.ts'
import type { Tx } from '../database/client.ts'
import { dayOf } from '../../law/calendar.ts'
import type { LockedAlert } from './review-facts.ts'

interface Naming {
  readonly matters: readonly LawEntry<Matter>[]
  /** What an officer names; null: nothing. */
  readonly named: LawEntry<Matter> | null
}

/**
 * What the named matter asks more of a finding's pictures than their kind, by its version of the day of the act: held against what
 * was sealed, and the sign that was in force then. None: it asks no more.
 */
export async function pointsByMatter(
  tx: Tx,
  { findingId, kind, openedAt }: Pick<LockedAlert, 'findingId' | 'kind' | 'openedAt'>,
  { matters, named }: Naming,
): Promise<JudgedProfile['points']> {
  const asked = profileAsked(matters, named, dayOf(openedAt.getTime()))
  if (asked === null) return []
  const parts = await tx.dossier.findMany({
    where: { findingId, stage: 'confirmed' },
    select: { part: true, manifest: true, profile: true },
  })
  const inOrder = parts.toSorted((a, b) => Number(b.part === 'first') - Number(a.part === 'first'))
  const lists = inOrder.map(({ manifest }) => manifestSchema.parse(JSON.parse(manifest)))
  const judged = judgedProfileSchema.nullable().parse(inOrder.at(-1)?.profile ?? null)
  const facts = profileFacts(lists, judged?.sign ?? null)
  if (!facts) return []
  return judgeByMatter(facts, lawOf(kind).profile, asked).map((one) => ({
    ...one,
    asked: [...one.asked],
    measured: one.measured && [...one.measured],
  }))
}
