import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import type { Draft } from './draft.ts'
import type { ReviewDesk } from './use-review.ts'
import { NoteField, Problems, ReasonField, SubmitButton } from './verdict-fields.tsx'

/** An officer's end of a camera fault: with a reason, and never a case. */
export function CloseFault({ desk, unseen }: { readonly desk: ReviewDesk; readonly unseen: number }) {
  const { t } = useTranslation()
  const { draft, edit } = desk
  const change = (part: Partial<Draft>): void => edit((now) => ({ ...now, verdict: 'reject', ...part }))
  return (
    <section className="panel review" aria-label={t('faults.closeTitle')}>
      <h2>{t('faults.closeTitle')}</h2>
      <p className="soft">{t('faults.closeHint')}</p>
      <ReasonField draft={draft} change={change} isOfCamera />
      <NoteField draft={draft} change={change} />
      <Problems desk={desk} unseen={unseen} />
      {desk.error !== null && <FailureNote error={desk.error} />}
      <SubmitButton desk={desk} />
    </section>
  )
}
