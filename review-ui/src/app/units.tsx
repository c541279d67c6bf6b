import type { Unit } from '@sightline/api/contract/units'
import { unitsBelow } from '@sightline/api/law/units'
import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { unitsQuery } from '../api/unit-queries.ts'
import { useSession } from './session.tsx'

/** A unit in the order of the tree, and how far below the topmost it stands. */
export interface PlacedUnit {
  readonly unit: Unit
  readonly depth: number
}

/** Parts stand below what they are part of. */
export function inTree(units: readonly Unit[]): readonly PlacedUnit[] {
  const below = (parentId: string | null, depth: number): readonly PlacedUnit[] =>
    units
      .filter((unit) => unit.parentId === parentId)
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)])
  return below(null, 0)
}

/** The units that this person reaches; there is something to choose from where they are two or more. */
export function useUnits() {
  const { data } = useQuery(unitsQuery)
  const items = data?.items ?? []
  const nameOf = (id: string): string => items.find((unit) => unit.id === id)?.name ?? '—'
  return { items, nameOf, areMany: items.length > 1 }
}

/** Whether something is of this unit or of one below it; null: of any. */
export function useWithin(unitId: string | null): (of: string) => boolean {
  const { items } = useUnits()
  const within = unitId === null ? null : unitsBelow(items, unitId)
  return (of) => within === null || within.includes(of)
}

const optionsOf = (units: readonly Unit[], isFit: (unit: Unit) => boolean) =>
  inTree(units)
    .filter(({ unit }) => isFit(unit))
    .map(({ unit, depth }) => ({ value: unit.id, label: `${'\u3000'.repeat(depth)}${unit.name}` }))

/** The field of a form that says of which unit something is; nothing where there is but one. */
export function UnitField({ isOff = false }: { readonly isOff?: boolean }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const { items, areMany } = useUnits()
  if (!areMany) return null
  return (
    <Form.Item name="unitId" label={t('units.unit')} initialValue={person.unitId}>
      <Select
        disabled={isOff}
        showSearch
        optionFilterProp="label"
        options={optionsOf(items, ({ active }) => active)}
      />
    </Form.Item>
  )
}

/** Shows what is of one unit and all below it; nothing where there is but one. */
export function UnitFilter({
  value,
  onChange,
}: {
  readonly value: string | null
  readonly onChange: (unitId: string | null) => void
}) {
  const { t } = useTranslation()
  const { items, areMany } = useUnits()
  if (!areMany) return null
  return (
    <Select
      aria-label={t('units.unit')}
      className="unit-filter"
      showSearch
      optionFilterProp="label"
      value={value ?? ''}
      options={[{ value: '', label: t('units.all') }, ...optionsOf(items, () => true)]}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  )
}
