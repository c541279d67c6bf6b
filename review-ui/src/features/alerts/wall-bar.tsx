import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitFilter } from '../../app/units.tsx'
import type { Wall } from './use-wall.ts'
import { type Stage, type View, stages, views } from './wall-filter.ts'

const stageWord = {
  all: 'opened.stageAll',
  happening: 'opened.stageHappening',
  confirmed: 'opened.stageConfirmed',
} as const

/** What of the alerts is shown; the address keeps it. */
export function WallBar({ wall }: { readonly wall: Wall }) {
  const { t } = useTranslation()
  const { view, stage, unit, ask } = wall
  return (
    <div className="wall-filter">
      <Segmented<View>
        aria-label={t('alerts.filter')}
        value={view}
        options={views.map((value) => ({ value, label: t(`alerts.${value}`) }))}
        onChange={(show) => ask({ show })}
      />
      <Segmented<Stage>
        aria-label={t('opened.stage')}
        value={stage}
        options={stages.map((value) => ({ value, label: t(stageWord[value]) }))}
        onChange={(next) => ask({ stage: next === 'all' ? null : next })}
      />
      <UnitFilter value={unit} onChange={(next) => ask({ unit: next })} />
      <span className="soft" role="status">
        {wall.alerts.data && wall.hasAlerts && t('alerts.count', { n: wall.items.length })}
      </span>
    </div>
  )
}
