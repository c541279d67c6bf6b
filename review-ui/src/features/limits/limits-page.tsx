import { limitedWorks } from '@sightline/api/law/limits'
import { limitStates } from '@sightline/api/law/time-limits'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { limitsQuery, type LimitFilter } from '../../api/limit-queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { UnitFilter } from '../../app/units.tsx'
import { LateCounts } from './late-counts.tsx'
import { LimitedList } from './limited-list.tsx'
import './limits.css'

const codeIn = <T extends string>(codes: readonly T[], code: string | null): T | null =>
  codes.find((one) => one === code) ?? null

type FilterName = 'whose' | 'work' | 'state' | 'unit'

/** What has to be done within a time, the earliest first; for heads and supervisors how much is late. The address holds the filter. */
export function LimitsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const [address, setAddress] = useSearchParams()
  const whose = address.get('whose') === 'own' ? 'own' : 'all'
  const work = codeIn(limitedWorks, address.get('work'))
  const state = codeIn(limitStates, address.get('state'))
  const unitId = address.get('unit')
  const limits = useInfiniteQuery(limitsQuery({ whose, work, state, unitId }))
  const choose = (name: FilterName, value: string | null): void => {
    const next = new URLSearchParams(address)
    if (value === null) next.delete(name)
    else next.set(name, value)
    setAddress(next)
  }
  return (
    <Page
      title={t('limits.title')}
      actions={<Filters whose={whose} work={work} state={state} unitId={unitId} onChoose={choose} />}
    >
      <p className="soft">{t('limits.hint')}</p>
      {may('limits.count') && (
        <LateCounts
          unitId={unitId}
          onChoose={(chosen, unit) => {
            const all = { work: chosen, state: 'late', ...(unit === null ? {} : { unit }) }
            setAddress(new URLSearchParams(all))
          }}
        />
      )}
      <Loaded of={limits}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing title={t('limits.empty')} hint={t('limits.emptyHint')} />
          return (
            <>
              <LimitedList items={items} />
              {limits.hasNextPage && (
                <Button
                  block
                  className="more"
                  loading={limits.isFetchingNextPage}
                  onClick={() => void limits.fetchNextPage()}
                >
                  {t('app.more')}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Filters({
  whose,
  work,
  state,
  unitId,
  onChoose,
}: LimitFilter & { readonly onChoose: (name: FilterName, value: string | null) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Segmented
        aria-label={t('limits.whose')}
        value={whose}
        options={(['all', 'own'] as const).map((value) => ({ value, label: t(`limits.${value}`) }))}
        onChange={(value) => onChoose('whose', value === 'own' ? 'own' : null)}
      />
      <UnitFilter value={unitId} onChange={(unit) => onChoose('unit', unit)} />
      <Select
        aria-label={t('limits.work')}
        className="limit-filter"
        value={work ?? ''}
        options={[
          { value: '', label: t('limits.anyWork') },
          ...limitedWorks.map((value) => ({ value, label: t(`limits.works.${value}`) })),
        ]}
        onChange={(value) => onChoose('work', value === '' ? null : value)}
      />
      <Select
        aria-label={t('limits.state')}
        className="limit-filter"
        value={state ?? ''}
        options={[
          { value: '', label: t('limits.anyState') },
          ...limitStates.map((value) => ({ value, label: t(`limits.states.${value}`) })),
        ]}
        onChange={(value) => onChoose('state', value === '' ? null : value)}
      />
    </>
  )
}
