import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api/failure.ts'

const whys = [
  'closed',
  'root_stays',
  'parent_unknown',
  'below_itself',
  'parent_closed',
  'kind_below',
  'own_unit',
  'own_move',
  'not_empty',
  'name_taken',
  'shadow_running',
  'zones_elsewhere',
] as const

/** Why the units of the agency do not allow what was refused, in words; null: it was refused for something else. */
export function useUnitWhy(): (error: unknown) => string | null {
  const { t } = useTranslation()
  return (error) => {
    if (!(error instanceof ApiFailure) || error.code !== 'unit_refused') return null
    const why = whys.find((one) => one === error.facts['why'])
    return why === undefined ? null : t(`units.why.${why}`)
  }
}
