import type { Failure } from './failure.ts'

/** 市, 区县, 镇街, 部门. */
export const unitKinds = ['city', 'district', 'town', 'department'] as const
export type UnitKind = (typeof unitKinds)[number]

/** The unit that every installation has, of which all others are parts. Its id is the same everywhere. */
export const rootUnit = 'root'

/** A unit of the agency, as far as reaching and moving it ask. */
export interface UnitNode {
  readonly id: string
  /** Null: the root. */
  readonly parentId: string | null
  readonly kind: UnitKind
  /** 行政区划代码 of its territory; empty: that of what it is part of. */
  readonly regionCode: string
  readonly active: boolean
}

/** What somebody of a unit reaches: his own unit and all below it. `units` null: everything there is. */
export interface Reach {
  readonly unitId: string
  readonly units: readonly string[] | null
}

/** Ids of a unit and of all below it, closed ones too: what they did stays readable above. An unknown unit has none. */
export function unitsBelow(
  tree: readonly Pick<UnitNode, 'id' | 'parentId'>[],
  id: string,
): readonly string[] {
  if (!tree.some((unit) => unit.id === id)) return []
  const below = new Set([id])
  for (const known of below) for (const unit of tree) if (unit.parentId === known) below.add(unit.id)
  return [...below]
}

/** Of the root everything, also what is of no known unit; of any other unit what is below it. */
export const reachOf = (tree: readonly Pick<UnitNode, 'id' | 'parentId'>[], unitId: string): Reach => ({
  unitId,
  units: unitId === rootUnit ? null : unitsBelow(tree, unitId),
})

export const isReached = ({ units }: Pick<Reach, 'units'>, unitId: string): boolean =>
  units === null || units.includes(unitId)

/** The unit, what it is part of, and so on up to the root. */
export function unitsAbove<T extends Pick<UnitNode, 'id' | 'parentId'>>(
  tree: readonly T[],
  id: string,
): readonly T[] {
  const above: T[] = []
  let next = tree.find((unit) => unit.id === id)
  while (next && !above.includes(next)) {
    above.push(next)
    const { parentId } = next
    next = tree.find((unit) => unit.id === parentId)
  }
  return above
}

/** The territory of a unit by its nearest code, upwards; of none, that of the installation. */
export const regionOf = (
  tree: readonly Pick<UnitNode, 'id' | 'parentId' | 'regionCode'>[],
  unitId: string,
  ofInstallation: string,
): string =>
  unitsAbove(tree, unitId).find(({ regionCode }) => regionCode !== '')?.regionCode ?? ofInstallation

/** What may stand directly below what: a town is no part of a department, and a city of nothing. */
const partsOf: Record<UnitKind, readonly UnitKind[]> = {
  city: ['district', 'town', 'department'],
  district: ['town', 'department'],
  town: ['department'],
  department: ['department'],
}
export const mayStandBelow = (kind: UnitKind, parent: UnitKind): boolean => partsOf[parent].includes(kind)

/** How a unit is to be; `id` null: a new one. */
export interface UnitChange {
  readonly id: string | null
  readonly parentId: string | null
  readonly kind: UnitKind
  readonly active: boolean
}

/** Who and what a unit has, counted when it is to be closed. */
export interface UnitContent {
  readonly people: number
  readonly sources: number
}

const refusal = (why: string, facts: object = {}): Failure => ({
  code: 'unit_refused',
  facts: { why, ...facts },
})

/** Where it would stand: not below itself, below an open unit of a kind that has such parts. */
function placeFailure(tree: readonly UnitNode[], change: UnitChange): Failure | null {
  const { id, parentId, kind } = change
  if (id === rootUnit) return parentId === null ? null : refusal('root_stays')
  const parent = tree.find((unit) => unit.id === parentId)
  if (!parent) return { code: 'unit_refused', facts: { why: 'parent_unknown' } }
  if (id !== null && unitsBelow(tree, id).includes(parent.id)) return refusal('below_itself')
  if (change.active && !parent.active) return refusal('parent_closed')
  return mayStandBelow(kind, parent.kind) ? null : refusal('kind_below', { kind, parent: parent.kind })
}

/**
 * Why somebody who reaches this much may not make or change a unit so. His own unit and what is above it belong to those
 * above him: nobody raises what he reaches.
 */
export function unitFailure(
  tree: readonly UnitNode[],
  {
    reach,
    change,
    content,
  }: { readonly reach: Reach; readonly change: UnitChange; readonly content: UnitContent },
): Failure | null {
  const { id, kind, active } = change
  if (id !== null && id === reach.unitId && reach.units !== null) return refusal('own_unit')
  const place = placeFailure(tree, change)
  if (place) return place
  const parts = id === null ? [] : tree.filter((unit) => unit.parentId === id)
  const misfit = parts.find((part) => !mayStandBelow(part.kind, kind))
  if (misfit) return refusal('kind_below', { kind: misfit.kind, parent: kind })
  if (active) return null
  if (id === rootUnit) return refusal('root_stays')
  const open = parts.filter((part) => part.active).length
  const holds = open + content.people + content.sources > 0
  return holds ? refusal('not_empty', { units: open, ...content }) : null
}
