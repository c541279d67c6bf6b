import { appendAudit } from '../audit/append.ts'
import type { SaidTruth } from '../generated/client.ts'
import { found } from '../refusal.ts'
import { differencesOf } from './read-shadow.ts'
import type { ShadowDeps } from './start-shadow.ts'
import type { DifferenceView } from './store.ts'

export interface Said {
  readonly runId: string
  readonly findingId: string
  readonly truth: SaidTruth
  readonly actor: string
}

/**
 * What a person says of a finding of the shadow, by its picture: without one nobody has seen anything. Said again, the later
 * word counts, and both are kept. Nothing follows from it but the figures: no alert, and no case.
 */
export async function judgeFinding({ db, now, newId }: ShadowDeps, said: Said): Promise<DifferenceView> {
  const { runId, findingId, truth, actor } = said
  const key = { runId, side: 'shadow' as const, findingId }
  return db.$transaction(async (tx) => {
    found(await tx.shadowPicture.findUnique({ where: { runId_side_findingId: key } }), 'picture')
    const at = now()
    await tx.shadowVerdict.create({ data: { id: newId(), ...key, truth, personId: actor, at: new Date(at) } })
    const facts = { findingId, truth }
    await appendAudit(tx, [{ at, actor, action: 'shadow.judged', subject: `shadow/${runId}`, facts }])
    const differences = await differencesOf(tx, runId)
    return found(
      differences.find((one) => one.side === 'shadow' && one.findingId === findingId),
      'finding',
    )
  })
}
