import '../sources.css'
import '../zones/zones.css'
import './clothing.css'
import type { Clothing } from '@sightline/api/contract/clothing'
import type { Source } from '@sightline/api/contract/sources'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { clothingQuery, sourcesQuery } from '../../../api/queries.ts'
import { Loaded } from '../../../app/loaded.tsx'
import { NotFound } from '../../../app/not-found.tsx'
import { Page } from '../../../app/page.tsx'
import { useMay } from '../../../app/session.tsx'
import { ClothingEditor } from './clothing-editor.tsx'

/** Where the colours of a kitchen's clothes are declared. */
export function ClothingPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const may = useMay()
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false })
  const declared = useQuery(clothingQuery(id))
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
        if (source?.kind !== 'kitchen') return <NotFound />
        return (
          <Loaded of={declared}>{({ clothing }) => <Titled source={source} clothing={clothing} />}</Loaded>
        )
      }}
    </Loaded>
  )
}

function Titled({ source, clothing }: { readonly source: Source; readonly clothing: Clothing | null }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [round, setRound] = useState(0)
  const reload = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: clothingQuery(source.id).queryKey })
    setRound(round + 1)
  }
  return (
    <Page
      title={`${source.name} · ${t('sources.clothing')}`}
      actions={<Link to={`/sources/${source.id}`}>{source.name}</Link>}
    >
      <ClothingEditor key={round} source={source} clothing={clothing} onReload={() => void reload()} />
    </Page>
  )
}
