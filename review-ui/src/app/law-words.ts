import type { LawEntryView } from '@sightline/api/contract/catalogue'
import { dayOf } from '@sightline/api/law/calendar'
import type { Band, Tier } from '@sightline/api/law/catalogue'
import { stricterFields, type StricterProfile } from '@sightline/api/law/stricter-fields'
import type { TFunction } from 'i18next'
import { lawFields, type CatalogueWords } from '../words/catalogue-words.ts'

type Content = LawEntryView['content']

/** What a column or a field is called; one that nobody knows, as it is. */
export function fieldName(field: string, t: TFunction): string {
  const known = lawFields.find((one) => one === field)
  const asked = stricterFields.find((one) => one === field)
  if (asked !== undefined) return t(`stricter.field.${asked}`)
  if (field === 'profile') return t('stricter.title')
  return known === undefined ? field : t(`catalogue.field.${known}`)
}

export const nameOf = (content: Content): string =>
  'name' in content ? content.name : 'agency' in content ? content.agency : content.condition

/** `2026-08-15 –`, `– 2026-08-14`. */
export function daysText({ fromDay, toDay }: Pick<Content, 'fromDay' | 'toDay'>, t: TFunction): string {
  if (fromDay === null && toDay === null) return t('catalogue.always')
  return `${fromDay ?? ''} – ${toDay ?? ''}`.trim()
}

/** `50–500`, `≤ 200`, `≥ 50`. */
export function bandText({ min, max }: Band): string {
  if (min === null) return max === null ? '—' : `≤ ${max}`
  if (max === null) return `≥ ${min}`
  return min === max ? String(min) : `${min}–${max}`
}

export function tierText(tier: Tier, t: TFunction): string {
  const isAmount = tier.unit !== 'none' && (tier.min !== null || tier.max !== null)
  const amount = isAmount ? `${bandText(tier)} ${t(`catalogue.tierUnit.${tier.unit}`)}` : ''
  const who = tier.of === 'any' ? '' : t(`catalogue.tierFor.${tier.of}`)
  return [tier.name, who, amount, tier.condition].filter((part) => part !== '').join(' · ')
}

/** What a matter asks more of pictures, number by number. */
export const stricterText = (profile: StricterProfile | null, t: TFunction): readonly string[] =>
  stricterFields.flatMap((field) => {
    const value = profile?.[field]
    return value === undefined ? [] : [t(`stricter.says.${field}`, { value })]
  })

/** Where a row stands today. */
export function standOf({ state, content }: LawEntryView, now: number): keyof CatalogueWords['state'] {
  if (state !== 'published') return state
  const today = dayOf(now)
  if (content.fromDay !== null && content.fromDay > today) return 'ahead'
  return content.toDay !== null && content.toDay < today ? 'ended' : 'inForce'
}
export const standColour: Readonly<Partial<Record<keyof CatalogueWords['state'], string>>> = {
  draft: 'gold',
  inForce: 'green',
  ahead: 'blue',
  altered: 'red',
  toConfirm: 'gold',
}
