import type { Source } from '@sightline/api/contract/sources'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { rulesQuery, zonesQuery } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { ReasonGate } from '../../../app/reason-gate.tsx'
import { PictureNote } from '../picture-note.tsx'
import { pictureQuery } from '../picture-query.ts'
import { BlindBands } from '../sight/blind-bands.tsx'
import { pointsText } from '../zones/points-text.ts'

/** A picture of now with its capture time and the zones over it. It grows old in plain sight until it is refreshed. */
export function PicturePanel({ source }: { readonly source: Source }) {
  return (
    <ReasonGate sourceId={source.id}>
      <Panel source={source} />
    </ReasonGate>
  )
}

function Panel({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const picture = useQuery({ ...pictureQuery(source.id), enabled: source.enabled })
  const zones = useQuery(zonesQuery(source.id))
  const rules = useQuery(rulesQuery(source.id))
  return (
    <section className="panel" aria-label={t('sources.picture')}>
      <div className="zone-row" style={{ borderTop: 0, paddingTop: 0 }}>
        <h2 style={{ margin: 0, fontSize: 16 }}>{t('sources.picture')}</h2>
        <span className="grow">{picture.data && <PictureNote picture={picture.data} />}</span>
        <Button
          onClick={() => void picture.refetch()}
          loading={picture.isFetching}
          disabled={!source.enabled}
        >
          {t('sources.refresh')}
        </Button>
      </div>
      {picture.error && <FailureNote error={picture.error} />}
      {!picture.data && !picture.isFetching && <p className="soft">{t('sources.pictureNone')}</p>}
      {picture.data && (
        <div className="source-frame">
          <img className="source-picture" src={picture.data.address} alt={t('sources.picture')} />
          <svg className="marks" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
            {zones.data?.items
              .filter((zone) => zone.active)
              .map((zone) => (
                <polygon key={zone.id} points={pointsText(zone.polygon)} />
              ))}
            <BlindBands
              zones={zones.data?.items ?? []}
              rules={rules.data?.items ?? []}
              sights={source.state.sights}
            />
          </svg>
        </div>
      )}
    </section>
  )
}
