import { shadowDrops } from '@sightline/api/contract/shadow-report'
import type { ShadowCost } from '@sightline/api/contract/shadows'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../app/time.ts'

const sizeText = ({ width, height }: { readonly width: number; readonly height: number }): string =>
  `${width} × ${height}`

/** What it costs, and how much of what those in force saw it saw as well. */
export function CostPanel({ of, limit }: { readonly of: ShadowCost; readonly limit: number }) {
  const { t } = useTranslation()
  const share = of.looks === 0 ? 0 : Math.round((100 * of.looked) / of.looks)
  return (
    <section className="panel" aria-label={t('shadows.cost')}>
      <h2>{t('shadows.cost')}</h2>
      <dl className="shadow-facts">
        <Row name={t('shadows.looks')} value={String(of.looks)} />
        <Row
          name={t('shadows.looked')}
          value={t('shadows.lookedShare', { n: of.looked, share })}
          id="looked"
        />
        {of.meanMs !== null && of.slowestMs !== null && (
          <Row
            name={t('shadows.meanMs')}
            value={t('shadows.msText', { mean: Math.round(of.meanMs), slowest: Math.round(of.slowestMs) })}
          />
        )}
        {of.cpuPercent !== null && (
          <Row
            name={t('shadows.cpu')}
            value={t('shadows.cpuText', { percent: of.cpuPercent.toFixed(1), limit })}
          />
        )}
        {of.cpuSecondsPerMinute !== null && (
          <Row
            name={t('shadows.cpuPerMinute')}
            value={t('shadows.cpuPerMinuteText', { seconds: of.cpuSecondsPerMinute.toFixed(2) })}
            id="cpu-per-minute"
          />
        )}
        {of.residentBytes !== null && (
          <Row name={t('shadows.memory')} value={formatBytes(of.residentBytes)} id="memory" />
        )}
        {of.sizes && (
          <Row
            name={t('shadows.sizes')}
            value={t('shadows.sizesText', {
              shown: sizeText(of.sizes.shown),
              input: sizeText(of.sizes.input),
            })}
          />
        )}
        {of.lost > 0 && <Row name={t('shadows.lost')} value={String(of.lost)} />}
      </dl>
      {of.sizes && of.sizes.shown.width < of.sizes.input.width && (
        <p className="soft small">{t('shadows.enlarged')}</p>
      )}
      <h3>{t('shadows.dropped')}</h3>
      <dl className="shadow-facts">
        {shadowDrops.map((reason) => (
          <Row key={reason} name={t(`shadows.drop.${reason}`)} value={String(of.dropped[reason])} />
        ))}
      </dl>
    </section>
  )
}

function Row({ name, value, id }: { readonly name: string; readonly value: string; readonly id?: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="num" data-testid={id}>
        {value}
      </dd>
    </>
  )
}
