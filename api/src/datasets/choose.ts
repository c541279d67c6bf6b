import { createHash } from 'node:crypto'
import { accusesVehicle } from '../../law/kinds.ts'
import { hardness, type DatasetSet, type Hardness } from '../../contract/datasets.ts'
import type { Deps } from '../deps.ts'
import type { Prisma } from '../generated/client.ts'
import { normalPlate } from '../../law/plate.ts'
import { endedStatuses } from '../../law/statuses.ts'
import type { Scope } from './scope.ts'
import { conclusionOf, hardnessOf, type Conclusion } from './verdict-of.ts'

const select = {
  id: true,
  kind: true,
  sourceId: true,
  ruleId: true,
  ruleVersion: true,
  alert: {
    select: {
      status: true,
      dismissReason: true,
      round: true,
      reviews: { select: { verdict: true, plate: true, round: true }, orderBy: { at: 'asc' } },
    },
  },
} satisfies Prisma.FindingSelect
type Row = Prisma.FindingGetPayload<{ select: typeof select }>

/** A finding whose verdict is in, in the order of its export. */
export interface Chosen extends Omit<Row, 'alert'> {
  readonly conclusion: Conclusion
  readonly hardness: Hardness
  /** As two officers typed it blind, the same; null where they did not. */
  readonly plate: string | null
}

const plateOf = ([first = null, second = null]: readonly (string | null)[]): string | null =>
  first !== null && first === second ? first : null

const toChosen = ({ alert, ...finding }: Row): Chosen | null => {
  if (!alert) return null
  const ofRound = alert.reviews.filter(({ round }) => round === alert.round)
  const reviews = ofRound.map(({ verdict, plate }) => ({ verdict, plate: normalPlate(plate) }))
  const conclusion = conclusionOf({ ...alert, reviews })
  if (!conclusion) return null
  const plate = plateOf(reviews.map((review) => review.plate))
  return { ...finding, conclusion, hardness: hardnessOf(conclusion), plate }
}

/** The hardest first; among equals as the seed says, the same each time. */
export function inOrder<T extends Pick<Chosen, 'id' | 'hardness'>>(found: readonly T[], seed: number): T[] {
  const turn = ({ id }: T): string => createHash('sha256').update(`${seed}:${id}`).digest('hex')
  return found
    .map((one) => ({ one, rank: hardness.indexOf(one.hardness), turn: turn(one) }))
    .toSorted((a, b) => a.rank - b.rank || (a.turn < b.turn ? -1 : 1))
    .map(({ one }) => one)
}

export interface Choice {
  readonly scope: Scope
  readonly set: DatasetSet
  readonly most: number
  readonly seed: number
}

/** The findings of an export, and how many were passed over because officers read no plate, or not the same. */
export async function chooseFindings(
  db: Deps['db'],
  { scope, set, most, seed }: Choice,
): Promise<{ chosen: Chosen[]; withoutPlate: number }> {
  const rows = await db.finding.findMany({
    select,
    where: {
      kind: { in: [...scope.kinds] },
      ...(scope.sourceIds === null ? {} : { sourceId: { in: [...scope.sourceIds] } }),
      openedAt: { gte: new Date(scope.from), lte: new Date(scope.to) },
      alert: { status: { in: [...endedStatuses] } },
    },
  })
  const judged = rows.map(toChosen).filter((one) => one !== null)
  if (set === 'objects') return { chosen: inOrder(judged, seed).slice(0, most), withoutPlate: 0 }
  const vehicles = judged.filter(({ kind }) => accusesVehicle(kind))
  const read = vehicles.filter(({ plate }) => plate !== null)
  return { chosen: inOrder(read, seed).slice(0, most), withoutPlate: vehicles.length - read.length }
}
