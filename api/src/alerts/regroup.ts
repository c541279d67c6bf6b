import type { ViolationKind } from '@sightline/detectors/finding'
import { lawOf } from '../../law/kinds.ts'
import { mergeFindings } from '../../law/merge.ts'
import { rootUnit } from '../../law/units.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'

interface Place {
  readonly kind: ViolationKind
  readonly place: string
  readonly sourceId: string
  readonly unitId: string
}

/**
 * Where an alert's findings are merged: the kitchen, or the camera where no place is written down. Null: its kind is not
 * merged. Two towns may have a street of one name: below the root the unit belongs to it.
 */
export function mergePlaceOf({ kind, place, sourceId, unitId }: Place): string | null {
  if (!lawOf(kind).isMerged) return null
  const here = place === '' ? `source/${sourceId}` : place
  return unitId === rootUnit ? here : `${unitId}/${here}`
}

interface Arrived {
  readonly id: string
  readonly kind: ViolationKind
  readonly mergePlace: string | null
  readonly openedAt: Date
}

/**
 * Puts an alert that was just created into its group (R49) and works out the groups of all later ones of its place and kind
 * again, so that findings give the same groups in whatever order they arrive. Example: 12:00 and 12:40 are two groups; when
 * 12:20 arrives late it joins 12:00, and 12:40 still begins its own. It is news, and people are called, when no
 * other alert of the group is `new` or `claimed`. One arrival at a time for a place and kind.
 */
export async function regroup(
  tx: Tx,
  { id, kind, mergePlace, openedAt }: Arrived,
): Promise<{ readonly isNews: boolean }> {
  if (mergePlace === null) return { isNews: true }
  await takeLockOf(tx, `merge/${kind}/${mergePlace}`)
  const where = { kind, mergePlace }
  // A group is made from its first alert onwards, so groups before the arrival stay as they are: an alert that arrives for
  // 12:20 cannot change one that began at 12:00, and the work begins there.
  const start = await tx.alert.findFirst({
    where: { ...where, headId: null, openedAt: { lt: openedAt } },
    orderBy: { openedAt: 'desc' },
  })
  const rows = await tx.alert.findMany({
    where: { ...where, ...(start ? { openedAt: { gte: start.openedAt } } : {}) },
    select: { id: true, findingId: true, headId: true, openedAt: true, status: true },
  })
  const headOf = headsOf(rows, where)
  for (const row of rows) {
    const headId = headOf.get(row.id) ?? null
    if (row.headId !== headId) await tx.alert.update({ where: { id: row.id }, data: { headId } })
  }
  const group = (one: string): string => headOf.get(one) ?? one
  const others = rows.filter((row) => row.id !== id && group(row.id) === group(id))
  return { isNews: others.every(({ status }) => status !== 'new' && status !== 'claimed') }
}

interface Row {
  readonly id: string
  readonly findingId: string
  readonly openedAt: Date
}

/** The head of every row that is not its own. */
function headsOf(
  rows: readonly Row[],
  { kind, mergePlace: place }: { kind: ViolationKind; mergePlace: string },
): ReadonlyMap<string, string> {
  const idOf = new Map(rows.map(({ findingId, id }) => [findingId, id]))
  const findings = rows.map(({ findingId, openedAt }) => ({ findingId, place, kind, at: openedAt.getTime() }))
  const pairs = mergeFindings(findings).flatMap(({ findingId, findingIds }) =>
    findingIds.slice(1).map((one) => [idOf.get(one) ?? one, idOf.get(findingId) ?? findingId] as const),
  )
  return new Map(pairs)
}
