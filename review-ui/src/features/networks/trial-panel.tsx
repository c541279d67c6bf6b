import { trialTimeoutMs, type Network } from '@sightline/api/contract/networks'
import { routes } from '@sightline/api/contract/routes'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { FailureNote } from '../../app/failure.tsx'
import { useElapsed, useScreen } from '../../app/screen.tsx'
import { When } from '../../app/when.tsx'
import { PictureChooser } from './picture-chooser.tsx'
import { base64Of, type TrialPicture } from './trial-picture.ts'
import { PictureWithBoxes, TrialResult } from './trial-result.tsx'
import { useChanged } from './use-changed.ts'

export function TrialPanel(props: { readonly network: Network; readonly mayChange: boolean }) {
  const { network, mayChange } = props
  const { t } = useTranslation()
  const [picture, setPicture] = useState<TrialPicture | null>(null)
  const trial = useTrial(network)
  const hasFile = network.file !== null
  const isOfThisPicture =
    trial.variables?.picture === picture && trial.data !== undefined && trial.data.triedAt === network.triedAt
  return (
    <section className="panel" aria-label={t('networks.trial')}>
      <h2 tabIndex={-1} id="network-trial">
        3. {t('networks.trial')}
      </h2>
      <p className="soft small">{t('networks.trialHint')}</p>
      {!hasFile && <p className="warn">{t('networks.trialNeedsFile')}</p>}
      {hasFile && !mayChange && <p className="warn">{t('networks.trialNeedsDisable')}</p>}
      {hasFile && mayChange && (
        <>
          <PictureChooser disabled={trial.isPending} onPicture={setPicture} />
          {picture && <PictureNote picture={picture} />}
          {picture && !isOfThisPicture && <PictureWithBoxes picture={picture} detections={[]} />}
          <div className="network-buttons">
            <Button
              type="primary"
              disabled={picture === null}
              loading={trial.isPending}
              onClick={() => picture && trial.start(picture)}
            >
              {t('networks.run')}
            </Button>
            {picture === null && <span className="soft small">{t('networks.noPicture')}</span>}
            {trial.isPending && <Waiting since={trial.variables.since} />}
          </div>
          {trial.error && <FailureNote error={trial.error} />}
        </>
      )}
      {!trial.isPending && <TrialResult network={network} picture={isOfThisPicture ? picture : null} />}
    </section>
  )
}

function useTrial({ id, version }: Network) {
  const { now } = useScreen()
  const changed = useChanged()
  const trial = useMutation({
    mutationFn: ({ picture }: { readonly picture: TrialPicture; readonly since: number }) =>
      call(routes.networks.try, { params: { id }, body: { version, pictureBase64: base64Of(picture) } }),
    onSuccess: changed,
  })
  return { ...trial, start: (picture: TrialPicture): void => trial.mutate({ picture, since: now() }) }
}

function Waiting({ since }: { readonly since: number }) {
  const { t } = useTranslation()
  const seconds = Math.floor(useElapsed(since) / 1000)
  return <span role="status">{t('networks.runningNow', { seconds, max: trialTimeoutMs / 1000 })}</span>
}

function PictureNote({ picture: { name, capturedAt } }: { readonly picture: TrialPicture }) {
  const { t } = useTranslation()
  return (
    <p className="small">
      {t('networks.pictureOf', { name })} {capturedAt !== null && <When at={capturedAt} />}
    </p>
  )
}
