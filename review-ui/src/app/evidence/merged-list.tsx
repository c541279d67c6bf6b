import type { AlertDetail } from '@sightline/api/contract/alerts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { StatusTag } from '../tags.tsx'
import { When } from '../when.tsx'

/** Every finding that is one alert with this one; nothing where it stands alone. */
export function MergedList({ alert, merged }: Pick<AlertDetail, 'alert' | 'merged'>) {
  const { t } = useTranslation()
  if (merged.length < 2) return null
  return (
    <section className="panel" aria-label={t('faults.merged')} data-testid="merged">
      <h2>
        {t('faults.merged')} · {merged.length}
      </h2>
      <p className="small soft">{t('faults.mergedHint')}</p>
      <ol className="merged">
        {merged.map((one) => (
          <li key={one.id} aria-current={one.id === alert.id}>
            {one.id === alert.id ? (
              <strong>
                <When at={one.openedAt} /> · {t('faults.mergedThis')}
              </strong>
            ) : (
              <Link to={`/alerts/${one.id}`}>
                <When at={one.openedAt} />
              </Link>
            )}{' '}
            <StatusTag status={one.status} />
            <br />
            <span className="small soft">
              {one.sourceName}
              {one.fault !== null && ` · ${t(`code.cameraFault.${one.fault}`)}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
