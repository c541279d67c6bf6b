import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { Model } from '@sightline/api/contract/models'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { runningOf, type ModelRow } from './model-rows.ts'
import { useClassName, useFaultText } from './words.ts'

const looks: Record<Model['state'], { color: string; icon: ReactNode }> = {
  draft: { color: 'default', icon: <EditOutlined /> },
  refused: { color: 'error', icon: <CloseCircleOutlined /> },
  ready: { color: 'processing', icon: <CheckCircleOutlined /> },
  enabled: { color: 'success', icon: <PlayCircleOutlined /> },
  disabled: { color: 'default', icon: <PauseCircleOutlined /> },
}

/** Where an own model stands: word and shape, colour only besides. */
export function ModelStateTag({ state }: { readonly state: Model['state'] }) {
  const { t } = useTranslation()
  return (
    <Tag {...looks[state]} data-state={state}>
      {t(`models.state.${state}`)}
    </Tag>
  )
}

/** What it offers to the rules. */
export function ClassTags({ classes }: { readonly classes: ModelRow['classes'] }) {
  const { t } = useTranslation()
  const className = useClassName()
  if (classes.length === 0) return <span className="soft">{t('models.noClasses')}</span>
  return classes.map((one) => <Tag key={one}>{className(one)}</Tag>)
}

/** On how many workers it runs, who has not loaded it yet, and every fault in words. */
export function Running({ row }: { readonly row: ModelRow }) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  const { count } = runningOf(row)
  const isWanted = row.own === null || row.own.state === 'enabled'
  const missing = row.own?.state === 'enabled' ? row.workers.filter(({ loaded }) => loaded === null) : []
  if (!isWanted && count === 0) return <span className="soft">{t('models.runsNowhere')}</span>
  return (
    <>
      <span className={count > 0 ? 'good' : 'bad'}>
        {count > 0 ? `✓ ${t('models.runsOn', { n: count })}` : `✗ ${t('models.runsNowhere')}`}
      </span>
      {missing.length > 0 && (
        <div className="warn small">{t('models.notReported', { n: missing.length })}</div>
      )}
      {row.workers.map(({ workerId, loaded }) => {
        if (loaded === null || loaded.fault === null) return null
        return (
          <div key={workerId} className="bad small">
            <WarningOutlined /> {t('models.faultOn', { worker: workerId, fault: faultText(loaded.fault) })}
          </div>
        )
      })}
    </>
  )
}
