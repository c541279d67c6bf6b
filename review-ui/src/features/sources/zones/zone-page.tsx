import '../sources.css'
import './zones.css'
import type { Source } from '@sightline/api/contract/sources'
import type { Zone } from '@sightline/api/contract/zones'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { sourcesQuery, zonesQuery } from '../../../api/queries.ts'
import { Loaded } from '../../../app/loaded.tsx'
import { NotFound } from '../../../app/not-found.tsx'
import { Page } from '../../../app/page.tsx'
import { useMay } from '../../../app/session.tsx'
import { MasksPanel } from '../masks/masks-panel.tsx'
import { HeightsPanel } from './heights-panel.tsx'
import { ZoneEditor } from './zone-editor.tsx'

/** Draws a new zone (`/zones/new`) or a new version of one, on a picture of the source. */
export function ZonePage() {
  const { id = '', zoneId = '' } = useParams()
  const { t } = useTranslation()
  const may = useMay()
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false })
  const zones = useQuery(zonesQuery(id))
  if (!may('zones.write'))
    return (
      <Page title={t('app.noPermission')}>
        <Link to="/">{t('app.toStart')}</Link>
      </Page>
    )
  return (
    <Loaded of={sources}>
      {({ items }) => {
        const source = items.find((one) => one.id === id)
        if (!source) return <NotFound />
        return (
          <Loaded of={zones}>
            {(all) => {
              const zone = all.items.find((one) => one.id === zoneId)
              if (!zone && zoneId !== 'new') return <NotFound />
              return <Titled source={source} zone={zone ?? null} />
            }}
          </Loaded>
        )
      }}
    </Loaded>
  )
}

function Titled({ source, zone }: { readonly source: Source; readonly zone: Zone | null }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [round, setRound] = useState(0)
  const reload = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: zonesQuery(source.id).queryKey })
    setRound(round + 1)
  }
  return (
    <Page
      title={`${source.name} · ${t(zone === null ? 'sources.zoneNew' : 'sources.zoneEdit')}`}
      actions={<Link to={`/sources/${source.id}`}>{source.name}</Link>}
    >
      <ZoneEditor key={round} source={source} zone={zone} onReload={() => void reload()} />
      <HeightsPanel key={source.version} source={source} />
      <MasksPanel source={source} />
    </Page>
  )
}
