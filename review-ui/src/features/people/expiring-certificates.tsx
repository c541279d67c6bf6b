import type { Person } from '@sightline/api/contract/people'
import { certificateState } from '@sightline/api/law/certificate'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useServerNow } from '../../app/screen.tsx'
import { formatDay } from '../../app/time.ts'

const dayMs = 86_400_000

/** Whose certificate ends within 30 days or is over: without one an officer confirms nothing. */
export function ExpiringCertificates({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation()
  const now = Math.floor(useServerNow() / dayMs) * dayMs
  const soon = people
    .flatMap(({ id, name, active, certificate }) =>
      active && certificate ? [{ id, name, ...certificate }] : [],
    )
    .map((one) => ({ ...one, state: certificateState(one, now) }))
    .filter(({ state }) => state !== 'valid')
    .toSorted((a, b) => a.validUntil - b.validUntil)
  if (soon.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      className="above-table"
      data-testid="expiring-certificates"
      title={t('certificates.soonTitle', { n: soon.length })}
      description={
        <ul>
          {soon.map(({ id, name, validUntil, state }) => (
            <li key={id}>
              {t('certificates.soon', { name, day: formatDay(validUntil) })} (
              {t(state === 'expired' ? 'certificates.expired' : 'certificates.expiring')})
            </li>
          ))}
        </ul>
      }
    />
  )
}
