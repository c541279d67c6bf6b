import type { Case } from '@sightline/api/contract/cases'
import { useInfiniteQuery } from '@tanstack/react-query'
import { caseStatuses } from '@sightline/api/law/case-moves'
import { caseLimit } from '@sightline/api/law/time-limits'
import { Button, Select, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import './case.css'
import { casesQuery } from '../../api/queries.ts'
import { DueTag } from '../../app/due-tag.tsx'
import { Nothing } from '../../app/empty.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { CaseTag, StandingTag } from '../../app/tags.tsx'
import { UnitFilter, useUnits } from '../../app/units.tsx'
import { When } from '../../app/when.tsx'

/** What two officers proposed, newest first, by what became of it. The address holds the filter. */
export function CasesPage() {
  const { t } = useTranslation()
  const [address, setAddress] = useSearchParams()
  const status = caseStatuses.find((one) => one === address.get('status')) ?? null
  const unitId = address.get('unit')
  const cases = useInfiniteQuery(casesQuery(status, unitId))
  const choose = (next: { status: string | null; unit: string | null }): void =>
    setAddress(Object.fromEntries(Object.entries(next).flatMap(([k, v]) => (v === null ? [] : [[k, v]]))))
  const columns = useColumns()
  return (
    <Page
      title={t('cases.title')}
      actions={
        <>
          <UnitFilter value={unitId} onChange={(unit) => choose({ status, unit })} />
          <Select
            aria-label={t('cases.status')}
            className="case-filter"
            value={status ?? 'all'}
            options={[
              { value: 'all', label: t('cases.all') },
              ...caseStatuses.map((value) => ({ value, label: t(`code.caseStatus.${value}`) })),
            ]}
            onChange={(value) => choose({ status: value === 'all' ? null : value, unit: unitId })}
          />
        </>
      }
    >
      <Loaded of={cases}>
        {({ pages }) => (
          <>
            <Table
              rowKey="id"
              pagination={false}
              scroll={{ x: 900 }}
              columns={columns}
              dataSource={pages.flatMap((page) => page.items)}
              locale={{ emptyText: <Nothing title={t('cases.empty')} hint={t('cases.emptyHint')} /> }}
            />
            {cases.hasNextPage && (
              <Button
                block
                className="more"
                loading={cases.isFetchingNextPage}
                onClick={() => void cases.fetchNextPage()}
              >
                {t('app.more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): TableColumnsType<Case> {
  const { t } = useTranslation()
  const kindName = useKindName()
  const { nameOf, areMany } = useUnits()
  return [
    {
      title: t('cases.number'),
      render: (_, one) => (
        <Link to={`/cases/${one.id}`} className="num">
          {one.number}
        </Link>
      ),
    },
    { title: t('cases.kind'), render: (_, one) => kindName(one.kind) },
    { title: t('cases.plate'), render: (_, one) => one.plate ?? t('cases.noPlate') },
    { title: t('cases.place'), render: (_, one) => (one.place === '' ? one.sourceName : one.place) },
    ...(areMany ? [{ title: t('units.unit'), render: (_: unknown, one: Case) => nameOf(one.unitId) }] : []),
    { title: t('cases.occurred'), render: (_, one) => <When at={one.openedAt} /> },
    {
      title: t('cases.status'),
      render: (_, one) => (
        <>
          <CaseTag status={one.status} />
          <DueTag limit={caseLimit(one)} />
        </>
      ),
    },
    { title: t('cases.proposed'), render: (_, one) => <When at={one.proposedAt} /> },
    { title: t('cases.officers'), render: (_, one) => one.officers.map(({ name }) => name).join('、') },
    { title: t('cases.standing'), render: (_, one) => <StandingTag standing={one.standing} /> },
  ]
}
