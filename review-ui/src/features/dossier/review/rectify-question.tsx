import type { Alert } from '@sightline/api/contract/alerts'
import { lawOf } from '@sightline/api/law/kinds'
import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { alertStepsQuery } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import type { ReviewDesk } from './use-review.ts'

/** What a case still lacks of an order that went unheeded, and the provision by which none is needed, where there is one. */
export function RectifyQuestion({ alert, desk }: { readonly alert: Alert; readonly desk: ReviewDesk }) {
  const { t } = useTranslation()
  const isAsked = lawOf(alert.kind).confirmsAfterRecheck
  const { data, error, refetch } = useQuery({ ...alertStepsQuery(alert.id), enabled: isAsked })
  if (isAsked && error !== null) return <FailureNote error={error} onRetry={() => void refetch()} />
  const { missing = null, noOrderBasis: basis = null } = data?.rectify ?? {}
  if (missing === null) return null
  const { draft, edit } = desk
  return (
    <fieldset data-testid="rectify-question" data-missing={missing}>
      <legend>{t('steps.rectifyFirst')}</legend>
      <p className="small warn">⚠ {t(`steps.missing.${missing}`)}</p>
      {basis !== null && (
        <Checkbox
          checked={draft.rectifyWaiver === basis}
          onChange={({ target }) => edit((now) => ({ ...now, rectifyWaiver: target.checked ? basis : null }))}
        >
          {t('steps.waive', { basis })}
        </Checkbox>
      )}
    </fieldset>
  )
}
