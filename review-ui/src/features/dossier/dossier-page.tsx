import './dossier.css'
import type { AlertDetail, Exhibit } from '@sightline/api/contract/alerts'
import { accusesNobody } from '@sightline/api/law/kinds'
import { alertLimit } from '@sightline/api/law/time-limits'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Tabs } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { alertQuery } from '../../api/queries.ts'
import { Facts } from '../../app/evidence/facts.tsx'
import { Hashes } from '../../app/evidence/hashes.tsx'
import { ProfileList } from '../../app/evidence/profile-list.tsx'
import { MergedList } from '../../app/evidence/merged-list.tsx'
import { Reviews } from '../../app/evidence/reviews.tsx'
import { Timeline } from '../../app/evidence/timeline.tsx'
import { DueTag } from '../../app/due-tag.tsx'
import { GroupTags } from '../../app/group-tags.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { LivePicture } from '../../app/live-picture.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { OpenedState, UndecidedNote } from '../../app/opened-state.tsx'
import { Page } from '../../app/page.tsx'
import { useRemind } from '../../app/remind/use-remind.ts'
import { RecusalPanel } from '../../app/recusals/recusal-panel.tsx'
import { SupervisionPanel } from '../../app/supervisions/supervision-panel.tsx'
import { useMay } from '../../app/session.tsx'
import { ShortcutHelp } from '../../app/shortcut-help.tsx'
import { StatusTag } from '../../app/tags.tsx'
import { DocumentsPanel } from './documents/documents-panel.tsx'
import { KeepingLine } from './keeping-line.tsx'
import { StampLine } from './stamp-line.tsx'
import { CloseFault } from './review/close-fault.tsx'
import { ReviewForm } from './review/review-form.tsx'
import { useReview } from './review/use-review.ts'
import { ReopenPanel } from './reopen-panel.tsx'
import { RemindersPanel } from './reminders/reminders-panel.tsx'
import { StepsPanel } from './steps/steps-panel.tsx'
import { TriagePanel } from './triage/triage-panel.tsx'
import { useTriage } from './triage/use-triage.tsx'
import { useDossierKeys } from './use-dossier-keys.ts'
import { useChosenExhibit } from './use-chosen-exhibit.ts'
import { ExhibitList } from './viewer/exhibit-list.tsx'
import { useOpened } from './viewer/use-opened.ts'
import { Viewer } from './viewer/viewer.tsx'

/** Everything about one alert, and what this person may do about it. */
export function DossierPage() {
  const { id = '' } = useParams()
  const detail = useQuery(alertQuery(id))
  return <Loaded of={detail}>{(data) => <Dossier key={id} detail={data} />}</Loaded>
}

function Dossier({ detail }: { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { alert, exhibits } = detail
  const { chosen, choose, step } = useChosenExhibit(exhibits)
  const stage = useRef<HTMLDivElement>(null)
  /** What is chosen far down a long list is brought before the eyes: only what is looked at counts as opened. */
  const bringUp = (exhibit: Exhibit): void => {
    choose(exhibit)
    stage.current?.scrollIntoView({ block: 'nearest' })
  }
  const opened = useOpened(alert.id)
  const desk = useReview(detail)
  const triage = useTriage()
  const mayReview = may('reviews.write') && detail.allowed.includes('review')
  const mayTriage =
    may('alerts.triage') && detail.allowed.some((action) => action !== 'review' && action !== 'reopen')
  const isConfirmed = alert.confirmedAt !== null
  const hasReminders = !accusesNobody(alert.kind)
  const remind = useRemind(alert.id, hasReminders)
  const page = useDossierKeys({
    detail,
    step,
    triage,
    remind: hasReminders ? remind : null,
    desk: mayReview ? desk : null,
  })
  const unseen = exhibits.filter((exhibit) => exhibit.required && !exhibit.opened).length
  return (
    <Page title={<Heading detail={detail} />} actions={<Actions detail={detail} onHelp={page.help} />}>
      <div className="dossier">
        <div className="dossier-main">
          <UndecidedNote alert={alert} />
          <div ref={stage} className="dossier-stage">
            {chosen && (
              <Viewer
                detail={detail}
                exhibit={chosen}
                hasMarks={page.hasMarks}
                onMarks={page.setMarks}
                onSeen={opened.onSeen}
              />
            )}
          </div>
          <Awaited stages={detail.awaited} />
          <KeepingLine keeping={detail.keeping} />
          <StampLine stamps={detail.stamps} />
          {opened.isFailing && <Alert type="warning" showIcon title={t('dossier.openFailed')} />}
          <ExhibitList exhibits={exhibits} chosen={chosen} onChoose={bringUp} />
          <Records detail={detail} />
        </div>
        <aside className="dossier-side">
          {mayTriage && <TriagePanel detail={detail} act={triage} />}
          {mayReview &&
            (accusesNobody(alert.kind) ? (
              <CloseFault desk={desk} unseen={unseen} />
            ) : (
              <ReviewForm detail={detail} desk={desk} unseen={unseen} />
            ))}
          {detail.allowed.includes('reopen') && <ReopenPanel alert={alert} />}
          <MergedList alert={alert} merged={detail.merged} />
          {!mayTriage && !mayReview && isConfirmed && <p className="panel soft">{t('dossier.waiting')}</p>}
          {isConfirmed && <ProfileList detail={detail} />}
          {hasReminders && <RemindersPanel remind={remind} />}
          <StepsPanel alert={alert} />
          <SupervisionPanel alertId={alert.id} />
          <RecusalPanel alertId={alert.id} />
          {isConfirmed && may('cases.read') && <DocumentsPanel alertId={alert.id} caseId={alert.caseId} />}
          <div className="panel">
            <h2>{t('dossier.facts')}</h2>
            <Facts {...detail} />
          </div>
        </aside>
      </div>
      <ShortcutHelp commands={page.commands} isOpen={page.isHelpOpen} onClose={page.closeHelp} />
    </Page>
  )
}

/** What is still coming; the page asks again when it is there. */
function Awaited({ stages }: { readonly stages: AlertDetail['awaited'] }) {
  const { t } = useTranslation()
  const [first] = stages
  if (!first) return null
  const about = { stage: t(`code.stage.${first}`) }
  const note = first === 'confirmed' ? t('dossier.awaitedNoReview') : undefined
  return (
    <Alert
      data-testid="awaited"
      type="info"
      showIcon
      title={t('dossier.awaited', about)}
      description={note}
    />
  )
}

function Heading({ detail: { alert } }: { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  return (
    <>
      {kindName(alert.kind)} · {alert.fault === null ? alert.zoneName : t(`code.cameraFault.${alert.fault}`)}{' '}
      {alert.openedEnd === null && <StatusTag status={alert.status} />} <OpenedState alert={alert} />{' '}
      <GroupTags group={alert.group} />
      <DueTag limit={alertLimit(alert)} />
    </>
  )
}

function Actions({ detail, onHelp }: { readonly detail: AlertDetail; readonly onHelp: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { caseId } = detail.alert
  return (
    <>
      {caseId !== null && may('cases.read') && <Link to={`/cases/${caseId}`}>{t('dossier.toCase')}</Link>}
      <Link to="/alerts">{t('dossier.back')}</Link>
      <Button onClick={onHelp}>
        {t('app.help')} <kbd>?</kbd>
      </Button>
    </>
  )
}

function Records({ detail }: { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Tabs
      className="panel"
      destroyOnHidden
      items={[
        { key: 'timeline', label: t('dossier.timeline'), children: <Timeline {...detail} /> },
        { key: 'reviews', label: t('dossier.reviews'), children: <Reviews {...detail} /> },
        { key: 'hashes', label: t('dossier.hashes'), children: <Hashes manifests={detail.manifests} /> },
        ...(may('sources.picture')
          ? [
              {
                key: 'live',
                label: t('sources.livePicture'),
                children: <LivePicture sourceId={detail.alert.sourceId} />,
              },
            ]
          : []),
      ]}
    />
  )
}
