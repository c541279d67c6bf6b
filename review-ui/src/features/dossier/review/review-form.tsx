import type { AlertDetail } from '@sightline/api/contract/alerts'
import { Checkbox, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { type Draft, questions, toggled } from './draft.ts'
import { Grounds } from './grounds.tsx'
import { MatterQuestion } from './matter-question.tsx'
import { PermitQuestion } from './permit-question.tsx'
import { PlateInput } from './plate-input.tsx'
import { RectifyQuestion } from './rectify-question.tsx'
import type { ReviewDesk } from './use-review.ts'
import { NoteField, Problems, ReasonField, SubmitButton } from './verdict-fields.tsx'

interface Props {
  readonly detail: AlertDetail
  readonly desk: ReviewDesk
  readonly unseen: number
}

/** The officer's verdict: four questions, the plate typed blind, the conclusion, and one more question before it counts. */
export function ReviewForm({ detail, desk, unseen }: Props) {
  const { t } = useTranslation()
  const { draft, edit } = desk
  return (
    <section className="panel review" aria-label={t('dossier.review')}>
      <h2>{t('dossier.review')}</h2>
      <p className={unseen > 0 ? 'warn' : 'good'} role="status">
        {unseen > 0 ? `⚠ ${t('dossier.unseen', { n: unseen })}` : `✓ ${t('dossier.allSeen')}`}
      </p>
      <fieldset>
        <legend>{t('dossier.questions')}</legend>
        {questions.map((question, i) => (
          <Checkbox
            key={question}
            checked={draft.answers[question]}
            onChange={() => edit((now) => toggled(now, question))}
          >
            <kbd>{i + 1}</kbd>
            {t(question === 'isClear' ? desk.words.isClear : `dossier.${question}`)}
          </Checkbox>
        ))}
      </fieldset>
      {desk.asksPlate && (
        <>
          {!draft.hasNoPlate && (
            <PlateInput
              value={draft.plate}
              onChange={(plate) => edit((now) => ({ ...now, plate, plateConfirmed: false }))}
              onEnter={desk.ask}
            />
          )}
          <Checkbox
            checked={draft.hasNoPlate}
            onChange={({ target }) =>
              edit((now) => ({ ...now, hasNoPlate: target.checked, plateConfirmed: false }))
            }
          >
            {t('dossier.plateNoneTick')}
          </Checkbox>
        </>
      )}
      <PermitQuestion desk={desk} />
      <RectifyQuestion alert={detail.alert} desk={desk} />
      <MatterQuestion desk={desk} />
      <Grounds detail={detail} />
      <Verdict draft={draft} edit={edit} />
      <Problems desk={desk} unseen={unseen} />
      {desk.error !== null && <FailureNote error={desk.error} />}
      {desk.mayInsist && (
        <Checkbox
          checked={draft.plateConfirmed}
          onChange={({ target }) => edit((now) => ({ ...now, plateConfirmed: target.checked }))}
        >
          {t('dossier.plateInsist')}
        </Checkbox>
      )}
      {desk.mayBeNewEvent && (
        <Checkbox
          checked={draft.isNewEvent}
          onChange={({ target }) => edit((now) => ({ ...now, isNewEvent: target.checked }))}
        >
          {t('dossier.newEvent')}
        </Checkbox>
      )}
      <SubmitButton desk={desk} />
    </section>
  )
}

function Verdict({ draft, edit }: Pick<ReviewDesk, 'draft' | 'edit'>) {
  const { t } = useTranslation()
  const change = (part: Partial<Draft>): void => edit((now) => ({ ...now, ...part }))
  return (
    <>
      <fieldset>
        <legend>{t('dossier.verdict')}</legend>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          value={draft.verdict}
          options={[
            { value: 'confirm', label: t('dossier.confirm') },
            { value: 'reject', label: t('dossier.reject') },
          ]}
          onChange={(event) => change({ verdict: event.target.value === 'confirm' ? 'confirm' : 'reject' })}
        />
      </fieldset>
      {draft.verdict === 'reject' && <ReasonField draft={draft} change={change} />}
      <NoteField draft={draft} change={change} />
    </>
  )
}
