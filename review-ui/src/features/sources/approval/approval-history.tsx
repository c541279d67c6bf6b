import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { useTranslation } from 'react-i18next'
import { When } from '../../../app/when.tsx'

/** Who did what when, the newest first. */
export function ApprovalHistory({ history }: Pick<ApprovalDetail, 'history'>) {
  const { t } = useTranslation()
  return (
    <>
      <h3>{t('approval.history')}</h3>
      <ol className="approval-history" reversed data-testid="approval-history">
        {history.map(({ revision, action, state, by, at, note, because }) => (
          <li key={revision}>
            <strong>{t(`approval.act.${action}`)}</strong> · {by?.name ?? t('approval.bySystem')} ·{' '}
            <When at={at} />
            <span className="soft small"> → {t(`code.approval.${state}`)}</span>
            {because !== null && <div className="small">{t(`approval.because.${because}`)}</div>}
            {note !== '' && <div className="soft small">{note}</div>}
          </li>
        ))}
      </ol>
    </>
  )
}
