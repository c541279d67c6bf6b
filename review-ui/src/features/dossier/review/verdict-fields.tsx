import { endOf, endReasons, type EndReason } from '@sightline/api/law/statuses'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import { isMatterProblem } from './matter-draft.ts'
import { SubmitDialog } from './submit-dialog.tsx'
import type { ReviewDesk } from './use-review.ts'

interface Field {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

const groups = [
  { word: 'dossier.endDismissed', ends: ['rejected'] },
  { word: 'dossier.endNotFiled', ends: ['not_filed'] },
  { word: 'dossier.endOther', ends: ['transferred', 'corrected'] },
] as const
const within = (ends: readonly string[]): EndReason[] =>
  endReasons.filter((reason) => ends.includes(endOf(reason)))

/** Why it ends without a case: not passed, not filed, transferred or ordered to correct. Of a camera's fault: dismissals alone. */
export function ReasonField({
  draft,
  change,
  isOfCamera = false,
}: Field & { readonly isOfCamera?: boolean }) {
  const { t } = useTranslation()
  const shown = isOfCamera ? groups.slice(0, 1) : groups
  return (
    <Select
      className="wide-field"
      aria-label={t('dossier.reason')}
      placeholder={t('dossier.reasonChoose')}
      showSearch={{ optionFilterProp: 'label' }}
      value={draft.reason}
      options={shown.map(({ word, ends }) => ({
        label: t(word),
        title: t(word),
        options: within(ends).map((value) => ({ value, label: t(`code.dismissReason.${value}`) })),
      }))}
      onChange={(reason) => change({ reason })}
    />
  )
}

export function NoteField({ draft, change }: Field) {
  const { t } = useTranslation()
  return (
    <Input.TextArea
      rows={2}
      maxLength={1000}
      aria-label={t('dossier.note')}
      placeholder={`${t('dossier.note')}：${t('dossier.noteHint')}`}
      value={draft.note}
      onChange={(event) => change({ note: event.target.value })}
    />
  )
}

/** What is still missing, once the officer has asked to submit. */
export function Problems({ desk, unseen }: { readonly desk: ReviewDesk; readonly unseen: number }) {
  const { t } = useTranslation()
  if (!desk.isAsked || desk.problems.length === 0) return null
  return (
    <ul className="problems bad" role="alert" data-testid="review-problems">
      {desk.problems.map((problem) => (
        <li key={problem}>
          {isMatterProblem(problem) ? t(`caseMatter.${problem}`) : t(`dossier.${problem}`, { n: unseen })}
        </li>
      ))}
    </ul>
  )
}

/** Asks once more before it counts. */
export function SubmitButton({ desk }: { readonly desk: ReviewDesk }) {
  const { t } = useTranslation()
  return (
    <>
      <Button type="primary" size="large" block onClick={desk.ask} loading={desk.isPending}>
        {t('dossier.submit')} <kbd>Enter</kbd>
      </Button>
      {desk.isAsking && <SubmitDialog desk={desk} />}
    </>
  )
}
