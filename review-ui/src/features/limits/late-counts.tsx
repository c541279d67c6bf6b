import type { LimitedWork } from '@sightline/api/law/limits'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { limitCountsQuery } from '../../api/limit-queries.ts'
import { Loaded } from '../../app/loaded.tsx'
import { useUnits } from '../../app/units.tsx'

interface Props {
  readonly unitId: string | null
  readonly onChoose: (work: LimitedWork, unitId: string | null) => void
}

/** How much is late, by unit and kind of work; a number shows what it counts. Never by person (行政处罚法 art. 74). */
export function LateCounts({ unitId, onChoose }: Props) {
  const { t } = useTranslation()
  const counts = useQuery(limitCountsQuery(unitId))
  const { nameOf, areMany } = useUnits()
  return (
    <section className="panel limits-counts" data-testid="late-counts">
      <h2>{t('limits.counts')}</h2>
      <p className="soft small">{t('limits.countsHint')}</p>
      <Loaded of={counts}>
        {({ items, more }) => {
          if (items.length === 0) return <p>{t('limits.countsNone')}</p>
          const units = [...new Set(items.map((one) => one.unitId))]
          return (
            <>
              <ul className="late-counts">
                {units.map((unit) => (
                  <li key={unit}>
                    {areMany && <strong>{nameOf(unit)}</strong>}
                    {items
                      .filter((one) => one.unitId === unit)
                      .map(({ work, late }) => (
                        <Button key={work} size="small" onClick={() => onChoose(work, areMany ? unit : null)}>
                          {t(`limits.works.${work}`)} <span className="num late-number">{late}</span>
                        </Button>
                      ))}
                  </li>
                ))}
              </ul>
              {more.map((work) => (
                <p key={work} className="soft small">
                  {t('limits.countsMore', { work: t(`limits.works.${work}`) })}
                </p>
              ))}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
