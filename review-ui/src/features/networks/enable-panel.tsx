import type { Network } from '@sightline/api/contract/networks'
import { routes } from '@sightline/api/contract/routes'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { FailureNote } from '../../app/failure.tsx'
import type { NetworkRow } from './network-rows.ts'
import { Running } from './network-tags.tsx'
import { useChanged } from './use-changed.ts'

type Action = 'enable' | 'disable'

/** Where the network stands, what may be done now, and what the workers make of it. */
export function EnablePanel(props: {
  readonly row: NetworkRow
  readonly network: Network
  readonly mayWrite: boolean
}) {
  const { network, row, mayWrite } = props
  const { t } = useTranslation()
  const act = useAct(network)
  const remove = useRemove(network)
  const { state } = network
  const { name } = network.manifest
  const isDeletable = network.enabledAt === null
  return (
    <section className="panel" aria-label={t('networks.enable')}>
      <h2>4. {t('networks.enable')}</h2>
      <p>{t(`networks.stateHelp.${state}`)}</p>
      <p>
        <Running row={row} />
      </p>
      {mayWrite && (
        <div className="network-buttons">
          {state === 'enabled' ? (
            <Popconfirm title={t('networks.disableAsk', { name })} onConfirm={() => act.mutate('disable')}>
              <Button danger loading={act.isPending}>
                {t('networks.disable')}
              </Button>
            </Popconfirm>
          ) : (
            <Popconfirm title={t('networks.enableAsk', { name })} onConfirm={() => act.mutate('enable')}>
              <Button
                type="primary"
                disabled={state !== 'ready' && state !== 'disabled'}
                loading={act.isPending}
              >
                {t('networks.enable')}
              </Button>
            </Popconfirm>
          )}
          {isDeletable && (
            <Popconfirm title={t('networks.removeAsk', { name })} onConfirm={() => remove.mutate()}>
              <Button danger loading={remove.isPending}>
                {t('networks.remove')}
              </Button>
            </Popconfirm>
          )}
        </div>
      )}
      {act.error && <FailureNote error={act.error} />}
      {remove.error && <FailureNote error={remove.error} />}
    </section>
  )
}

function useAct({ id, version, manifest }: Network) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useChanged()
  return useMutation({
    mutationFn: (action: Action) => call(routes.networks.act, { params: { id }, body: { version, action } }),
    onSuccess: async (network) => {
      await changed(network)
      const word = network.state === 'enabled' ? 'networks.enabled' : 'networks.disabled'
      void message.success(t(word, { name: manifest.name }))
    },
  })
}

function useRemove({ id, version, manifest }: Network) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(routes.networks.remove, { params: { id }, query: { version } }),
    onSuccess: async () => {
      await navigate('/networks')
      void message.success(t('networks.removed', { name: manifest.name }))
    },
  })
}
