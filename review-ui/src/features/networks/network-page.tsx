import './networks.css'
import type { Network } from '@sightline/api/contract/networks'
import { useQuery } from '@tanstack/react-query'
import { Descriptions } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'react-router'
import { networksQuery } from '../../api/queries.ts'
import { useLanguage } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { EnablePanel } from './enable-panel.tsx'
import { FilePanel } from './file-panel.tsx'
import { ManifestPanel } from './manifest-panel.tsx'
import { runningOf, toRows, type NetworkRow } from './network-rows.ts'
import { NetworkStateTag } from './network-tags.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { useFaultText } from './words.ts'

/** One own network: manifest, file, dry run, enabled. It is read from the list, which also says what workers run. */
export function NetworkPage() {
  const { id = '' } = useParams()
  const networks = useQuery(networksQuery)
  return (
    <Loaded of={networks}>
      {(list) => {
        const row = toRows(list).find(({ own }) => own?.id === id)
        return row?.own ? <NetworkView key={id} row={row} network={row.own} /> : <NotFound />
      }}
    </Loaded>
  )
}

function NetworkView({ row, network }: { readonly row: NetworkRow; readonly network: Network }) {
  const { t } = useTranslation()
  const may = useMay()
  const language = useLanguage()
  const mayWrite = may('networks.write')
  const mayChange = mayWrite && network.state !== 'enabled'
  useFocusOnFile()
  return (
    <Page
      title={
        <>
          {row.title[language] || row.name} <NetworkStateTag state={network.state} />
        </>
      }
      actions={<Link to="/networks">{t('networks.title')}</Link>}
    >
      <div className="network-grid">
        <div className="network-column">
          <ManifestPanel network={network} mayChange={mayChange} />
          <WorkersPanel row={row} network={network} />
        </div>
        <div className="network-column">
          <FilePanel network={network} mayChange={mayChange} onStored={() => focusOn('network-trial')} />
          <TrialPanel network={network} mayChange={mayChange} />
          <EnablePanel row={row} network={network} mayWrite={mayWrite} />
        </div>
      </div>
    </Page>
  )
}

/** After a step the next one has the focus: a keyboard and a screen reader are led on. */
const focusOn = (id: 'network-file' | 'network-trial'): void => document.getElementById(id)?.focus()

function useFocusOnFile() {
  const { state } = useLocation() as { state: { focus?: string } | null }
  const isNew = state?.focus === 'file'
  useEffect(() => {
    if (isNew) focusOn('network-file')
  }, [isNew])
}

/** Who runs it, and which bytes. */
function WorkersPanel({ row, network }: { readonly row: NetworkRow; readonly network: Network }) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  const { hashes } = runningOf(row)
  const told = row.workers.filter(({ loaded }) => network.state === 'enabled' || loaded !== null)
  return (
    <section className="panel" aria-label={t('networks.workers')}>
      <h2>{t('networks.workers')}</h2>
      <p className="soft small">
        {t('networks.createdBy', { name: network.createdBy.name })} <When at={network.createdAt} />
      </p>
      {row.workers.length === 0 && <p className="warn">{t('networks.noWorkers')}</p>}
      {row.workers.length > 0 && told.length === 0 && <p>{t('networks.runsNowhere')}</p>}
      <Descriptions
        size="small"
        column={1}
        items={told.map(({ workerId, loaded }) => ({
          key: workerId,
          label: workerId,
          children:
            loaded === null
              ? t('networks.workerNotYet')
              : loaded.fault === null
                ? t('networks.workerRuns')
                : faultText(loaded.fault),
        }))}
      />
      {hashes.map((hash) => (
        <p key={hash}>
          <span className="soft small">{t('networks.hashOfRun')}</span> <code className="hash">{hash}</code>
        </p>
      ))}
    </section>
  )
}
