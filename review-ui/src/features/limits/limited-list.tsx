import type { Limited } from '@sightline/api/contract/limits'
import { limits } from '@sightline/api/law/limits'
import { limitState } from '@sightline/api/law/time-limits'
import { Grid, Table, type TableColumnsType, Tag, Tooltip } from 'antd'
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

/** Work by when it is due, with whom it waits for and who was told; on a narrow screen all of it in two columns. */
export function LimitedList({ items }: { readonly items: readonly Limited[] }) {
  const { t } = useTranslation()
  const isWide = Grid.useBreakpoint().lg ?? true
  const due = {
    title: t('limits.due'),
    width: isWide ? 190 : 132,
    render: (_: unknown, one: Limited) => <Due of={one} />,
  }
  const waits = {
    title: t('limits.waitsFor'),
    width: 200,
    render: (_: unknown, one: Limited) => <WaitsFor of={one} />,
  }
  const told = {
    title: t('limits.told'),
    width: 330,
    render: (_: unknown, one: Limited) => <Told of={one} />,
  }
  const wide: TableColumnsType<Limited> = [
    due,
    { title: t('limits.work'), width: 170, render: (_, one) => <Work of={one} /> },
    { title: t('limits.subject'), render: (_, one) => <About of={one} /> },
    waits,
    told,
  ]
  const narrow: TableColumnsType<Limited> = [
    due,
    {
      title: t('limits.work'),
      render: (_, one) => (
        <>
          <Work of={one} />
          <br />
          <About of={one} />
          <br />
          <span className="small soft">
            {t('limits.waitsFor')} <WaitsFor of={one} />
          </span>
          <br />
          <Told of={one} />
        </>
      ),
    },
  ]
  return (
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      columns={isWide ? wide : narrow}
      dataSource={[...items]}
    />
  )
}

function Work({ of: { work } }: { readonly of: Limited }) {
  const { t } = useTranslation()
  const basis = t('facts.pair', {
    what: t('limits.basisTitle'),
    text: t(`limits.bases.${limits[work].basis}`),
  })
  return (
    <Tooltip title={basis}>
      <span>{t(`limits.works.${work}`)}</span>
    </Tooltip>
  )
}

function About({ of: one }: { readonly of: Limited }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const parts = [one.kind === null ? '' : kindName(one.kind), one.label].filter((part) => part !== '')
  return <Link to={addressOf(one)}>{parts.join(' · ') || t('limits.open')}</Link>
}

/** Those who do this, and of which unit where there are several. */
function useRoleText() {
  const { t } = useTranslation()
  const { nameOf, areMany } = useUnits()
  return ({ duty, unitId }: { duty: Limited['duty']; unitId: string | null }): string => {
    const role = t(`code.role.${duty}`)
    return areMany && unitId !== null ? t('limits.ofUnit', { unit: nameOf(unitId), role }) : role
  }
}

function WaitsFor({ of: one }: { readonly of: Limited }) {
  const roleText = useRoleText()
  return one.holder?.name ?? roleText(one)
}

function Told({ of: { told } }: { readonly of: Limited }) {
  const { t } = useTranslation()
  const roleText = useRoleText()
  if (told === null) return <span className="small soft">{t('limits.notTold')}</span>
  return (
    <span className="limit-told">
      <Tag color={told.level === 'warned' ? 'gold' : 'error'}>{t(`limits.levels.${told.level}`)}</Tag>
      <span className="small soft">
        {roleText(told)} <When at={told.at} />
      </span>
    </span>
  )
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
