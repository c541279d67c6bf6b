import { trialPatienceMs, type Model } from '@sightline/api/contract/models'
import { routes } from '@sightline/api/contract/routes'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { FailureNote } from '../../app/failure.tsx'
import { useElapsed, useScreen, useServerNow } from '../../app/screen.tsx'
import { When } from '../../app/when.tsx'
import { PictureChooser } from './picture-chooser.tsx'
import { base64Of, type TrialPicture } from './trial-picture.ts'
import { PictureWithBoxes, TrialResult } from './trial-result.tsx'
import { useChanged } from './use-changed.ts'

export function TrialPanel(props: { readonly model: Model; readonly mayChange: boolean }) {
  const { model, mayChange } = props
  const { t } = useTranslation()
  const [picture, setPicture] = useState<TrialPicture | null>(null)
  const trial = useTrial(model)
  const hasFile = model.file !== null
  const isUnderWay = useIsUnderWay(model)
  const isUnanswered = !isUnderWay && trial.data?.version === model.version && trial.data.trialUntil !== null
  const isOfThisPicture = trial.variables?.picture === picture && isAnswerTo(trial.data, model)
  return (
    <section className="panel" aria-label={t('models.trial')}>
      <h2 tabIndex={-1} id="model-trial">
        3. {t('models.trial')}
      </h2>
      <p className="soft small">{t('models.trialHint')}</p>
      {!hasFile && <p className="warn">{t('models.trialNeedsFile')}</p>}
      {hasFile && !mayChange && <p className="warn">{t('models.trialNeedsDisable')}</p>}
      {hasFile && mayChange && (
        <>
          <PictureChooser disabled={trial.isPending || isUnderWay} onPicture={setPicture} />
          {picture && <PictureNote picture={picture} />}
          {picture && !isOfThisPicture && <PictureWithBoxes picture={picture} detections={[]} />}
          <div className="model-buttons">
            <Button
              type="primary"
              disabled={picture === null || isUnderWay}
              loading={trial.isPending}
              onClick={() => picture && trial.start(picture)}
            >
              {t('models.run')}
            </Button>
            {picture === null && <span className="soft small">{t('models.noPicture')}</span>}
            {trial.isPending && <Waiting since={trial.variables.since} />}
            {!trial.isPending && isUnderWay && <span role="status">{t('models.stillRunning')}</span>}
          </div>
          {isUnanswered && (
            <p className="warn" role="alert" data-testid="trial-unanswered">
              {t('code.failure.model_trial_unanswered')}
            </p>
          )}
          {trial.error && <FailureNote error={trial.error} />}
        </>
      )}
      {!trial.isPending && !isUnderWay && (
        <TrialResult model={model} picture={isOfThisPicture ? picture : null} />
      )}
    </section>
  )
}

/** A dry run whose answer is waited for, here or at another screen. The list, asked for every 2 s, says when it is there. */
function useIsUnderWay({ trialUntil }: Model): boolean {
  const now = useServerNow()
  return trialUntil !== null && now < trialUntil
}

/** What is shown is what this screen's dry run gave: at once, or (a version later) after the wait. */
const isAnswerTo = (answer: Model | undefined, { version, triedAt }: Model): boolean =>
  answer !== undefined &&
  (answer.trialUntil === null
    ? answer.triedAt === triedAt
    : version === answer.version + 1 && triedAt !== answer.triedAt)

function useTrial({ id, version }: Model) {
  const { now } = useScreen()
  const changed = useChanged()
  const trial = useMutation({
    mutationFn: ({ picture }: { readonly picture: TrialPicture; readonly since: number }) =>
      call(routes.models.try, { params: { id }, body: { version, pictureBase64: base64Of(picture) } }),
    onSuccess: changed,
  })
  return { ...trial, start: (picture: TrialPicture): void => trial.mutate({ picture, since: now() }) }
}

function Waiting({ since }: { readonly since: number }) {
  const { t } = useTranslation()
  const seconds = Math.floor(useElapsed(since) / 1000)
  return <span role="status">{t('models.runningNow', { seconds, max: trialPatienceMs / 1000 })}</span>
}

function PictureNote({ picture: { name, capturedAt } }: { readonly picture: TrialPicture }) {
  const { t } = useTranslation()
  return (
    <p className="small">
      {t('models.pictureOf', { name })} {capturedAt !== null && <When at={capturedAt} />}
    </p>
  )
}
