import '../sources.css'
import type { Source } from '@sightline/api/contract/sources'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { sourcesQuery } from '../../../api/queries.ts'
import { LivePicture } from '../../../app/live-picture.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { NotFound } from '../../../app/not-found.tsx'
import { Page } from '../../../app/page.tsx'
import { useMay } from '../../../app/session.tsx'
import { ApprovalPanel } from '../approval/approval-panel.tsx'
import { ClothingPanel } from '../clothing/clothing-panel.tsx'
import { DropList } from '../drop-list.tsx'
import { SilentRules } from '../sight/silent-rules.tsx'
import { ViewTilt } from '../sight/view-tilt.tsx'
import { SpeakerPanel } from '../speaker/speaker-panel.tsx'
import { StateTag, type Told, Troubles } from '../state-tag.tsx'
import { ZoneList } from '../zones/zone-list.tsx'
import { DetailsForm } from './details-form.tsx'
import { EnableButton } from './enable-button.tsx'
import { PicturePanel } from './picture-panel.tsx'
import { StateFacts } from './state-facts.tsx'
import { TurnForm } from './turn-form.tsx'

/** One source. It is read from the list, because only the list says when its states were true. */
export function SourcePage() {
  const { id = '' } = useParams()
  const sources = useQuery(sourcesQuery)
  return (
    <Loaded of={sources}>
      {({ items, at }) => {
        const source = items.find((one) => one.id === id)
        if (!source) return <NotFound />
        return <SourceView source={source} told={{ at, receivedAt: sources.dataUpdatedAt }} />
      }}
    </Loaded>
  )
}

function SourceView({ source, told }: { readonly source: Source; readonly told: Told }) {
  const { t } = useTranslation()
  const may = useMay()
  const mayWrite = may('sources.write')
  return (
    <Page
      title={
        <>
          {source.name} <StateTag source={source} told={told} />
        </>
      }
      actions={
        <>
          <Link to="/sources">{t('sources.title')}</Link>
          {mayWrite && <EnableButton source={source} />}
        </>
      }
    >
      <div className="source-grid">
        <div className="source-column">
          {may('sources.picture') && source.enabled && (
            <section className="panel" aria-label={t('sources.livePicture')}>
              <h2>{t('sources.livePicture')}</h2>
              <LivePicture sourceId={source.id} />
            </section>
          )}
          {may('sources.picture') && <PicturePanel source={source} />}
          <ZoneList source={source} />
          {source.kind === 'kitchen' && <ClothingPanel source={source} />}
        </div>
        <div className="source-column">
          <section className="panel" aria-label={t('sources.state')}>
            <h2>{t('sources.state')}</h2>
            <Troubles source={source} told={told} />
            <SilentRules source={source} />
            <ViewTilt source={source} />
            <StateFacts source={source} />
            <h3>{t('sources.drops')}</h3>
            <DropList state={source.state} />
          </section>
          <SpeakerPanel sourceId={source.id} />
          <ApprovalPanel sourceId={source.id} />
          {mayWrite && <TurnForm key={`turn-${source.version}`} source={source} />}
          {mayWrite && <DetailsForm key={`details-${source.version}`} source={source} />}
        </div>
      </div>
    </Page>
  )
}
