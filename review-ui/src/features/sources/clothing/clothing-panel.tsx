import './clothing.css'
import type { Source } from '@sightline/api/contract/sources'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { clothingQuery } from '../../../api/queries.ts'
import { Loaded } from '../../../app/loaded.tsx'
import { useMay } from '../../../app/session.tsx'
import { SampleLine } from './swatch.tsx'

/** The colours that a kitchen's clothes have, by which their lack is judged where no model is there. */
export function ClothingPanel({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const may = useMay()
  const declared = useQuery(clothingQuery(source.id))
  return (
    <section className="panel" aria-label={t('sources.clothing')}>
      <h2>{t('sources.clothing')}</h2>
      <Loaded of={declared}>
        {({ clothing }) =>
          clothing && clothing.samples.length > 0 ? (
            <ul className="colour-list" aria-label={t('sources.clothingColours')}>
              {clothing.samples.map((sample, i) => (
                <li key={i}>
                  <SampleLine sample={sample} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{t('sources.clothingNone')}</p>
          )
        }
      </Loaded>
      <p className="soft small">{t('sources.clothingClue')}</p>
      {may('zones.write') && (
        <Link to={`/sources/${source.id}/clothing`}>
          <Button tabIndex={-1}>{t('sources.clothingDeclare')}</Button>
        </Link>
      )}
    </section>
  )
}
