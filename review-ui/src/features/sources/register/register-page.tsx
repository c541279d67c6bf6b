import '../sources.css'
import type { ProbeResult } from '@sightline/api/contract/sources'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { codecName } from '../../../app/codec-name.ts'
import { Page } from '../../../app/page.tsx'
import { AddressStep, type Address } from './address-step.tsx'
import { DetailsStep, type Details } from './details-step.tsx'

type Step = 0 | 1 | 2

/** Address → one trial → its picture → name and place → saved. Nothing is kept before the last step. */
export function RegisterPage() {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>(0)
  const [address, setAddress] = useState<Address>({ url: '', user: '', password: '' })
  const probe = useMutation({
    mutationFn: (body: Address) => call(routes.sources.probe, { body }),
    onSuccess: () => setStep(1),
  })
  const save = useSave(address)
  return (
    <Page title={t('sources.register')}>
      <div className="panel wizard">
        <Steps
          current={step}
          size="small"
          items={(['stepAddress', 'stepPicture', 'stepDetails'] as const).map((word) => ({
            title: t(`sources.${word}`),
          }))}
        />
        {step === 0 && (
          <AddressStep
            initial={address}
            isTrying={probe.isPending}
            error={probe.error}
            onTry={(next) => {
              setAddress(next)
              probe.mutate(next)
            }}
          />
        )}
        {step === 1 && probe.data && (
          <PictureStep result={probe.data} onBack={() => setStep(0)} onNext={() => setStep(2)} />
        )}
        {step === 2 && (
          <DetailsStep
            isSaving={save.isPending}
            error={save.error}
            onBack={() => setStep(1)}
            onSave={(details) => save.mutate(details)}
          />
        )}
      </div>
    </Page>
  )
}

function useSave(address: Address) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (details: Details) => call(routes.sources.create, { body: { ...address, ...details } }),
    onSuccess: async (source) => {
      void message.success(t('sources.registered', { name: source.name }))
      await queries.invalidateQueries({ queryKey: keys.sources })
      await navigate(`/sources/${source.id}`)
    },
  })
}

function clockWord(hasClock: boolean | null) {
  if (hasClock === null) return 'sources.clockNotYet'
  return hasClock ? 'sources.hasClock' : 'sources.noClock'
}

function PictureStep(props: {
  readonly result: ProbeResult
  readonly onBack: () => void
  readonly onNext: () => void
}) {
  const { t } = useTranslation()
  const { video, hasClock, pictureBase64 } = props.result
  return (
    <div className="wizard-step">
      <p className="good" role="status">
        ✓ {t('sources.probed')}：
        {t('sources.video', {
          ...video,
          fps: Number(video.fps.toFixed(2)),
          codec: codecName(video.codec),
        })}
      </p>
      <p className={hasClock ? 'good' : 'warn'}>
        {hasClock ? '✓' : '⚠'} {t(clockWord(hasClock))}
      </p>
      {pictureBase64 === null ? (
        <p className="warn">⚠ {t('sources.noFirstPicture')}</p>
      ) : (
        <img
          className="wizard-picture"
          src={`data:image/jpeg;base64,${pictureBase64}`}
          alt={t('sources.pictureAlt')}
        />
      )}
      <div className="wizard-buttons">
        <Button onClick={props.onBack}>{t('sources.previous')}</Button>
        <Button type="primary" autoFocus onClick={props.onNext}>
          {t('sources.next')}
        </Button>
      </div>
    </div>
  )
}
