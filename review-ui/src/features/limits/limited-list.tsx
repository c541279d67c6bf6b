import type { Limited } from '@sightline/api/contract/limits'
import { limits } from '@sightline/api/law/limits'
import { limitState } from '@sightline/api/law/time-limits'
import { Table, type TableColumnsType, Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useKindName } from '../../app/kind-name.ts'
import { useServerNow } from '../../app/screen.tsx'
import { useUnits } from '../../app/units.tsx'
import { useLengthText, When } from '../../app/when.tsx'

/** Where it is done. */
const pageOf: Record<Limited['about']['type'], (id: string) => string> = {
  alert: (id) => `/alerts/${id}`,
  case: (id) => `/cases/${id}`,
  source: (id) => `/sources/${id}`,
  person: () => '/people',
  request: () => '/people',
  mode: () => '/modes',
  law: () => '/catalogue',
}
const addressOf = ({ work, about }: Limited): string =>
  work === 'original' ? '/originals' : pageOf[about.type](about.id)

/** Work by when it is due, with whom it waits for and who was told. */
export function LimitedList({ items }: { readonly items: readonly Limited[] }) {
  const columns = useColumns()
  return (
    <Table
      rowKey="id"
      className="limits"
      pagination={false}
      scroll={{ x: 860 }}
      columns={columns}
      dataSource={[...items]}
    />
  )
}

function useColumns(): TableColumnsType<Limited> {
  const { t } = useTranslation()
  const kindName = useKindName()
  const { nameOf, areMany } = useUnits()
  const role = ({ duty, unitId }: { duty: Limited['duty']; unitId: string | null }) =>
    areMany && unitId !== null
      ? t('limits.anyOfUnit', { unit: nameOf(unitId), role: t(`code.role.${duty}`) })
      : t('limits.anyOf', { role: t(`code.role.${duty}`) })
  return [
    { title: t('limits.due'), width: 190, render: (_, one) => <Due of={one} /> },
    {
      title: t('limits.work'),
      width: 170,
      render: (_, { work }) => (
        <Tooltip title={`${t('limits.basisTitle')}：${t(`limits.bases.${limits[work].basis}`)}`}>
          <span>{t(`limits.works.${work}`)}</span>
        </Tooltip>
      ),
    },
    {
      title: t('limits.subject'),
      render: (_, one) => (
        <Link to={addressOf(one)}>
          {[one.kind === null ? '' : kindName(one.kind), one.label].filter(Boolean).join(' · ') ||
            t('limits.open')}
        </Link>
      ),
    },
    { title: t('limits.waitsFor'), width: 180, render: (_, one) => one.holder?.name ?? role(one) },
    {
      title: t('limits.told'),
      width: 220,
      render: (_, { told }) =>
        told === null ? (
          <span className="soft">{t('limits.notTold')}</span>
        ) : (
          <>
            <Tag color={told.level === 'warned' ? 'gold' : 'error'}>{t(`limits.levels.${told.level}`)}</Tag>
            <br />
            <span className="small soft">
              {role(told)} <When at={told.at} />
            </span>
          </>
        ),
    },
  ]
}

const looks = { late: 'error', today: 'gold', ahead: 'default' } as const

function Due({ of: { dueAt } }: { readonly of: Limited }) {
  const { t } = useTranslation()
  const length = useLengthText()
  const now = useServerNow()
  const state = limitState({ dueAt }, now)
  return (
    <span data-testid="limit" data-due={state}>
      <Tag color={looks[state]}>
        {state === 'late'
          ? t('limits.lateBy', { length: length(now - dueAt) })
          : t('limits.leftBy', { length: length(dueAt - now) })}
      </Tag>
      <br />
      <span className="small soft">
        <When at={dueAt} />
      </span>
    </span>
  )
}
