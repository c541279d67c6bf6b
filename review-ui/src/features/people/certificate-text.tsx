import type { Person } from '@sightline/api/contract/people'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../app/time.ts'

/** Number, last day and where it is good. */
export function CertificateText({ of }: { readonly of: Person['certificate'] }) {
  const { t } = useTranslation()
  if (of === null) return t('app.none')
  return [of.number, formatDay(of.validUntil), of.region].filter((part) => part !== null).join(' · ')
}
