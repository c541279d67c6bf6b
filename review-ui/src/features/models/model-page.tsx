import './models.css'
import type { Model } from '@sightline/api/contract/models'
import { useQuery } from '@tanstack/react-query'
import { Descriptions } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'react-router'
import { modelsQuery } from '../../api/queries.ts'
import { useLanguage } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { EnablePanel } from './enable-panel.tsx'
import { FilePanel } from './file-panel.tsx'
import { ManifestPanel } from './manifest-panel.tsx'
import { runningOf, toRows, type ModelRow } from './model-rows.ts'
import { ModelStateTag } from './model-tags.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { useFaultText } from './words.ts'

/** One own model: manifest, file, dry run, enabled. It is read from the list, which also says what workers run. */
export function ModelPage() {
  const { id = '' } = useParams()
  const models = useQuery(modelsQuery)
  return (
    <Loaded of={models}>
      {(list) => {
        const row = toRows(list).find(({ own }) => own?.id === id)
        return row?.own ? <ModelView key={id} row={row} model={row.own} /> : <NotFound />
      }}
    </Loaded>
  )
}

function ModelView({ row, model }: { readonly row: ModelRow; readonly model: Model }) {
  const { t } = useTranslation()
  const may = useMay()
  const language = useLanguage()
  const mayWrite = may('models.write')
  const mayChange = mayWrite && model.state !== 'enabled'
  useFocusOnFile()
  return (
    <Page
      title={
        <>
          {row.title[language] || row.name} <ModelStateTag state={model.state} />
        </>
      }
      actions={<Link to="/models">{t('models.title')}</Link>}
    >
      <div className="model-grid">
        <div className="model-column">
          <ManifestPanel model={model} mayChange={mayChange} />
          <WorkersPanel row={row} model={model} />
        </div>
        <div className="model-column">
          <FilePanel model={model} mayChange={mayChange} onStored={() => focusOn('model-trial')} />
          <TrialPanel model={model} mayChange={mayChange} />
          <EnablePanel row={row} model={model} mayWrite={mayWrite} />
        </div>
      </div>
    </Page>
  )
}

/** After a step the next one has the focus: a keyboard and a screen reader are led on. */
const focusOn = (id: 'model-file' | 'model-trial'): void => document.getElementById(id)?.focus()

function useFocusOnFile() {
  const { state } = useLocation() as { state: { focus?: string } | null }
  const isNew = state?.focus === 'file'
  useEffect(() => {
    if (isNew) focusOn('model-file')
  }, [isNew])
}

/** Who runs it, and which bytes. */
function WorkersPanel({ row, model }: { readonly row: ModelRow; readonly model: Model }) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  const { hashes } = runningOf(row)
  const told = row.workers.filter(({ loaded }) => model.state === 'enabled' || loaded !== null)
  return (
    <section className="panel" aria-label={t('models.workers')}>
      <h2>{t('models.workers')}</h2>
      <p className="soft small">
        {t('models.createdBy', { name: model.createdBy.name })} <When at={model.createdAt} />
      </p>
      {row.workers.length === 0 && <p className="warn">{t('models.noWorkers')}</p>}
      {row.workers.length > 0 && told.length === 0 && <p>{t('models.runsNowhere')}</p>}
      <Descriptions
        size="small"
        column={1}
        items={told.map(({ workerId, loaded }) => ({
          key: workerId,
          label: workerId,
          children:
            loaded === null
              ? t('models.workerNotYet')
              : loaded.fault === null
                ? t('models.workerRuns')
                : faultText(loaded.fault),
        }))}
      />
      {hashes.map((hash) => (
        <p key={hash}>
          <span className="soft small">{t('models.hashOfRun')}</span> <code className="hash">{hash}</code>
        </p>
      ))}
    </section>
  )
}
