import '../sources.css'
import { routes } from '@sightline/api/contract/routes'
import type { Turn } from '@sightline/detectors/geometry/turn'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { Page } from '../../../app/page.tsx'
import { AddressStep, type Address } from './address-step.tsx'
import { DetailsStep, type Details } from './details-step.tsx'
import { PictureStep } from './picture-step.tsx'

type Step = 0 | 1 | 2

/** Address → one trial → its picture → name and place → saved. Nothing is kept before the last step. */
export function RegisterPage() {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>(0)
  const [address, setAddress] = useState<Address>({ url: '', user: '', password: '' })
  const [turn, setTurn] = useState<Turn>(0)
  const probe = useMutation({
    mutationFn: (body: Address) => call(routes.sources.probe, { body }),
    onSuccess: ({ view }) => {
      setTurn(view?.turn ?? 0)
      setStep(1)
    },
  })
  const save = useSave({ ...address, turn })
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
          <PictureStep
            result={probe.data}
            turn={turn}
            onTurn={setTurn}
            onBack={() => setStep(0)}
            onNext={() => setStep(2)}
          />
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

function useSave(address: Address & { readonly turn: Turn }) {
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
