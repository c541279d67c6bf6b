import type { Objects } from '@sightline/infra/platform/objects'
import { reviewInclude } from '../alerts/store.ts'
import { toAuditEntry } from '../audit/store.ts'
import { caseInclude, toCase } from '../cases/store.ts'
import { beyondReach } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import { sealedInclude } from '../dossiers/sealed-hashes.ts'
import { found } from '../refusal.ts'
import { packedStamps } from '../stamps/view.ts'
import { stepsOf } from '../steps/store.ts'
import { collectOnSite } from './on-site-members.ts'
import { profileMembers } from './profile-members.ts'

export type Collected = Awaited<ReturnType<typeof collect>>

/** Everything the package says, as it is now. */
export async function collect(
  { db, objects }: Pick<Deps, 'db'> & { readonly objects: Pick<Objects, 'readAll'> },
  caseId: string,
) {
  const row = found(await db.case.findUnique({ where: { id: caseId }, include: caseInclude }), 'case')
  const { findingId } = row.alert
  const dossiers = await db.dossier.findMany({
    where: { findingId },
    include: sealedInclude,
    orderBy: { sealedAt: 'asc' },
  })
  const reviews = await db.review.findMany({
    where: { alertId: row.alertId },
    include: reviewInclude,
    orderBy: { at: 'asc' },
  })
  const steps = await stepsOf(db, row.alert)
  const onSite = await collectOnSite(db, steps)
  const stamps = await packedStamps({ db }, findingId)
  const subjects = [`alert/${row.alertId}`, `finding/${findingId}`, `case/${caseId}`]
  const others = steps.filter(({ origin }) => origin !== 'own').map(({ alertId }) => `alert/${alertId}`)
  const ofSteps = {
    action: { in: ['step.recorded', 'step.undone', 'step.file_received'] },
    at: { lte: row.proposedAt },
  }
  const entries = await db.auditEntry.findMany({
    where: { OR: [{ subject: { in: subjects } }, { subject: { in: others }, ...ofSteps }] },
    orderBy: { sequence: 'asc' },
  })
  const people = await beyondReach(() =>
    db.person.findMany({ where: { id: { in: entries.map((entry) => entry.actor) } } }),
  )
  return {
    row,
    theCase: toCase(row),
    dossiers,
    reviews,
    steps,
    onSite,
    stamps,
    judged: await profileMembers({ db, objects }, row.alert),
    entries: entries.map(toAuditEntry),
    people,
  }
}
