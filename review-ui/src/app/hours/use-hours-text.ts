import type { HoursSpan } from '@sightline/detectors/finding'
import { useTranslation } from 'react-i18next'
import { hoursText } from './hours.ts'

const week = [1, 2, 3, 4, 5, 6, 7] as const

/** Weekly hours in words; none: all day. */
export function useHoursText(): (hours: readonly HoursSpan[]) => string {
  const { t } = useTranslation()
  const dayName = (day: number): string => {
    const known = week.find((one) => one === day)
    return known === undefined ? String(day) : t(`sources.day${known}`)
  }
  return (hours) =>
    hours.length === 0 ? t('permits.always') : hours.map((span) => hoursText(span, dayName)).join('；')
}
