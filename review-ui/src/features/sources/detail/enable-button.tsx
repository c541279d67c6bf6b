import type { Source } from '@sightline/api/contract/sources'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { AskFirst } from '../../../app/ask-first.tsx'
import { useFailureText } from '../../../app/failure.tsx'
import { useChangeSource } from '../use-change-source.ts'

/** Enabling is one press; disabling says first what it cuts off. */
export function EnableButton({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const failureText = useFailureText()
  const change = useChangeSource(source)
  const set = (enabled: boolean): void =>
    change.mutate({ enabled }, { onError: (error) => void message.error(failureText(error)) })
  if (!source.enabled) {
    return (
      <Button type="primary" loading={change.isPending} onClick={() => set(true)}>
        {t('sources.enable')}
      </Button>
    )
  }
  return (
    <AskFirst title={t('sources.disableAsk')} onConfirm={() => set(false)}>
      <Button danger loading={change.isPending}>
        {t('sources.disable')}
      </Button>
    </AskFirst>
  )
}
