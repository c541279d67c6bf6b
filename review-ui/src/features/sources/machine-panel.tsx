import type { MachinePart, MachineView } from '@sightline/api/contract/machine'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys, machineQuery } from '../../api/queries.ts'
import { AskFirst } from '../../app/ask-first.tsx'
import { FailureNote } from '../../app/failure.tsx'
import { useLanguage } from '../../app/kind-name.ts'
import { useMay } from '../../app/session.tsx'
import { formatAt } from '../../app/time.ts'

/** This machine, where `npm start` runs it: what was started again, and the drawn cameras. */
export function MachinePanel({ isEmpty }: { readonly isEmpty: boolean }) {
  const { data } = useQuery(machineQuery)
  const machine = data?.machine
  if (!machine) return null
  return (
    <div className="machine" data-testid="machine">
      {machine.parts.map((part) => (
        <PartNote key={part.name} part={part} />
      ))}
      <Drawn drawn={machine.drawn} isEmpty={isEmpty} />
    </div>
  )
}

const partNames = ['postgres', 'api', 'ingest', 'cameras'] as const

function PartNote({ part }: { readonly part: MachinePart }) {
  const { t } = useTranslation()
  const known = partNames.find((name) => name === part.name)
  const name = known ? t(`machine.part.${known}`) : part.name
  if (part.state === 'waiting' || part.state === 'starting')
    return <Alert type="error" showIcon role="alert" title={t('machine.partWaiting', { part: name })} />
  if (part.lastEnd === null) return null
  const told = { part: name, n: part.restarts, at: formatAt(part.lastEnd.at) }
  return (
    <Alert
      type="warning"
      showIcon
      data-testid={`restarted-${part.name}`}
      title={t('machine.partRestarted', told)}
      description={<code className="small">{part.lastEnd.why}</code>}
    />
  )
}

function useDrawn() {
  const queries = useQueryClient()
  const query = { language: useLanguage() }
  const onSuccess = async (machine: MachineView): Promise<void> => {
    queries.setQueryData(machineQuery.queryKey, { machine })
    await queries.invalidateQueries({ queryKey: keys.sources })
  }
  return {
    start: useMutation({ mutationFn: () => call(routes.machine.drawCameras, { query }), onSuccess }),
    remove: useMutation({ mutationFn: () => call(routes.machine.removeCameras, { query }), onSuccess }),
  }
}

/** Offered where nothing is watched yet; shown as long as they run, so that they can be taken away. */
function Drawn({ drawn, isEmpty }: { readonly drawn: MachineView['drawn']; readonly isEmpty: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const { start, remove } = useDrawn()
  const error = start.error ?? remove.error
  if (!may('sources.write') || (drawn.state === 'off' && !isEmpty)) return null
  return (
    <>
      {error && <FailureNote error={error} />}
      <Alert
        type={drawn.state === 'failed' ? 'error' : 'info'}
        showIcon
        data-testid="drawn"
        data-state={drawn.state}
        title={title()}
        description={hint()}
        action={action()}
      />
    </>
  )

  function title(): string {
    if (drawn.state === 'starting') return t('machine.drawnStarting')
    if (drawn.state === 'failed') return t('machine.drawnFailed')
    return drawn.state === 'on' ? t('machine.drawnOn', { n: drawn.watched }) : t('machine.drawnTitle')
  }
  function hint(): string {
    if (drawn.state === 'on') return t('machine.drawnOnHint')
    return drawn.state === 'off' ? t('machine.drawnIntro') : drawn.progress
  }
  function action() {
    if (drawn.state === 'off' || drawn.state === 'failed')
      return (
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
          {t('machine.drawnStart')}
        </Button>
      )
    if (drawn.state === 'starting') return null
    return (
      <AskFirst title={t('machine.drawnRemoveAsk')} onConfirm={() => remove.mutate()}>
        <Button loading={remove.isPending}>{t('machine.drawnRemove')}</Button>
      </AskFirst>
    )
  }
}
