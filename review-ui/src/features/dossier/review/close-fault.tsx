import { dismissReasons } from '@sightline/api/contract/alerts'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import type { Draft } from './draft.ts'
import { SubmitDialog } from './submit-dialog.tsx'
import type { ReviewDesk } from './use-review.ts'

/** An officer's end of a camera fault: with a reason, and never a case. */
export function CloseFault({ desk, unseen }: { readonly desk: ReviewDesk; readonly unseen: number }) {
  const { t } = useTranslation()
  const { draft, edit } = desk
  const change = (part: Partial<Draft>): void => edit((now) => ({ ...now, verdict: 'reject', ...part }))
  return (
    <section className="panel review" aria-label={t('faults.closeTitle')}>
      <h2>{t('faults.closeTitle')}</h2>
      <p className="soft">{t('faults.closeHint')}</p>
      <Select
        className="wide-field"
        aria-label={t('dossier.reason')}
        placeholder={t('dossier.reasonChoose')}
        showSearch={{ optionFilterProp: 'label' }}
        value={draft.reason}
        options={dismissReasons.map((value) => ({ value, label: t(`code.dismissReason.${value}`) }))}
        onChange={(reason) => change({ reason })}
      />
      <Input.TextArea
        rows={2}
        maxLength={1000}
        aria-label={t('dossier.note')}
        placeholder={`${t('dossier.note')}：${t('dossier.noteHint')}`}
        value={draft.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      {desk.isAsked && desk.problems.length > 0 && (
        <ul className="problems bad" role="alert" data-testid="review-problems">
          {desk.problems.map((problem) => (
            <li key={problem}>{t(`dossier.${problem}`, { n: unseen })}</li>
          ))}
        </ul>
      )}
      {desk.error !== null && <FailureNote error={desk.error} />}
      <Button type="primary" size="large" block onClick={desk.ask} loading={desk.isPending}>
        {t('dossier.submit')} <kbd>Enter</kbd>
      </Button>
      {desk.isAsking && <SubmitDialog desk={desk} />}
    </section>
  )
}
