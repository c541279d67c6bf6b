import type { Model } from '@sightline/api/contract/models'
import { routes } from '@sightline/api/contract/routes'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { AskFirst } from '../../app/ask-first.tsx'
import { FailureNote } from '../../app/failure.tsx'
import type { ModelRow } from './model-rows.ts'
import { Running } from './model-tags.tsx'
import { useChanged } from './use-changed.ts'

type Action = 'enable' | 'disable'

/** Where the model stands, what may be done now, and what the workers make of it. */
export function EnablePanel(props: {
  readonly row: ModelRow
  readonly model: Model
  readonly mayWrite: boolean
}) {
  const { model, row, mayWrite } = props
  const { t } = useTranslation()
  const act = useAct(model)
  const remove = useRemove(model)
  const { state } = model
  const { name } = model.manifest
  const isDeletable = model.enabledAt === null
  return (
    <section className="panel" aria-label={t('models.enable')}>
      <h2>4. {t('models.enable')}</h2>
      <p>{t(`models.stateHelp.${state}`)}</p>
      <p>
        <Running row={row} />
      </p>
      {mayWrite && (
        <div className="model-buttons">
          {state === 'enabled' ? (
            <AskFirst title={t('models.disableAsk', { name })} onConfirm={() => act.mutate('disable')}>
              <Button danger loading={act.isPending}>
                {t('models.disable')}
              </Button>
            </AskFirst>
          ) : (
            <AskFirst title={t('models.enableAsk', { name })} onConfirm={() => act.mutate('enable')}>
              <Button
                type="primary"
                disabled={state !== 'ready' && state !== 'disabled'}
                loading={act.isPending}
              >
                {t('models.enable')}
              </Button>
            </AskFirst>
          )}
          {isDeletable && (
            <AskFirst title={t('models.removeAsk', { name })} onConfirm={() => remove.mutate()}>
              <Button danger loading={remove.isPending}>
                {t('models.remove')}
              </Button>
            </AskFirst>
          )}
        </div>
      )}
      {act.error && <FailureNote error={act.error} />}
      {remove.error && <FailureNote error={remove.error} />}
    </section>
  )
}

function useAct({ id, version, manifest }: Model) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useChanged()
  return useMutation({
    mutationFn: (action: Action) => call(routes.models.act, { params: { id }, body: { version, action } }),
    onSuccess: async (model) => {
      await changed(model)
      const word = model.state === 'enabled' ? 'models.enabled' : 'models.disabled'
      void message.success(t(word, { name: manifest.name }))
    },
  })
}

function useRemove({ id, version, manifest }: Model) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(routes.models.remove, { params: { id }, query: { version } }),
    onSuccess: async () => {
      await navigate('/models')
      void message.success(t('models.removed', { name: manifest.name }))
    },
  })
}
