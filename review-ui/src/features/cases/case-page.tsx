import type { AlertDetail } from '@sightline/api/contract/alerts'
import type { Case } from '@sightline/api/contract/cases'
import { correctionReasons, notFiledReasons } from '@sightline/api/law/statuses'
import { caseLimit } from '@sightline/api/law/time-limits'
import type { TFunction } from 'i18next'
import { useQuery } from '@tanstack/react-query'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { caseQuery } from '../../api/queries.ts'
import { DueTag } from '../../app/due-tag.tsx'
import { Facts } from '../../app/evidence/facts.tsx'
import { Hashes } from '../../app/evidence/hashes.tsx'
import { Reviews } from '../../app/evidence/reviews.tsx'
import { Timeline } from '../../app/evidence/timeline.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { LimitedTo } from '../../app/limited-to.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { RecusalPanel } from '../../app/recusals/recusal-panel.tsx'
import { SupervisionPanel } from '../../app/supervisions/supervision-panel.tsx'
import { CaseTag, StandingTag } from '../../app/tags.tsx'
import { When } from '../../app/when.tsx'
import { LeavingPanel } from './leaving/leaving-panel.tsx'
import { MovesPanel } from './moves-panel.tsx'
import './case.css'

/** One case: its number, who decided, what it rests on, and the package for the next office. */
export function CasePage() {
  const { id = '' } = useParams()
  const answer = useQuery(caseQuery(id))
  return (
    <Loaded of={answer}>
      {(data) => <CaseView of={data.case} allowed={data.allowed} detail={data.detail} />}
    </Loaded>
  )
}

function CaseView({
  of,
  allowed,
  detail,
}: {
  readonly of: Case
  readonly allowed: readonly string[]
  readonly detail: AlertDetail
}) {
  const { t } = useTranslation()
  return (
    <Page
      title={
        <>
          {t('cases.number')} <span className="num">{of.number}</span> <CaseTag status={of.status} />{' '}
          <DueTag limit={caseLimit(of)} /> <StandingTag standing={of.standing} />
        </>
      }
    >
      <div className="case-page">
        <div className="case-main">
          <Summary of={of} />
          <section className="panel">
            <h2>{t('dossier.timeline')}</h2>
            <Timeline {...detail} />
          </section>
          <section className="panel">
            <h2>{t('dossier.hashes')}</h2>
            <Hashes manifests={detail.manifests} />
          </section>
        </div>
        <aside className="case-side">
          <MovesPanel of={of} allowed={allowed} />
          <LeavingPanel of={of} />
          <SupervisionPanel alertId={detail.alert.id} caseId={of.id} />
          <RecusalPanel alertId={detail.alert.id} />
          <section className="panel">
            <h2>{t('dossier.reviews')}</h2>
            <Reviews {...detail} />
          </section>
          <section className="panel">
            <h2>{t('dossier.facts')}</h2>
            <Facts {...detail} />
          </section>
        </aside>
      </div>
    </Page>
  )
}

function Summary({ of }: { readonly of: Case }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const rows = [
    { label: t('cases.kind'), children: kindName(of.kind) },
    {
      label: t('cases.plate'),
      children: <strong className="case-plate">{of.plate ?? t('cases.noPlate')}</strong>,
    },
    { label: t('cases.place'), children: of.place === '' ? t('alerts.noPlace') : of.place },
    { label: t('cases.source'), children: of.sourceName },
    { label: t('cases.occurred'), children: <When at={of.openedAt} /> },
    { label: t('cases.confirmed'), children: <When at={of.confirmedAt} /> },
    { label: t('cases.proposed'), children: <When at={of.proposedAt} /> },
    { label: t('cases.officers'), children: of.officers.map(({ name }) => name).join('、') },
    { label: t('cases.status'), children: t(`code.caseStatus.${of.status}`) },
    ...matterRows(of, t),
    ...filedRows(of, t),
    { label: t('cases.alert'), children: <Link to={`/alerts/${of.alertId}`}>{t('cases.fromAlert')}</Link> },
  ]
  return (
    <section className="panel">
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 2 }}
        items={rows.map((row) => ({ ...row, key: row.label }))}
      />
    </section>
  )
}

/** Nobody made a case of it yet, so that its term runs. */
const isUnfiled = (status: Case['status']): boolean =>
  ['proposed', 'handed_over', 'accepted'].includes(status)

/** The matter that its officers named, what is left for the head to answer, and until when it may be punished. */
function matterRows({ matter, authorityBasis, status }: Case, t: TFunction) {
  if (matter === null) return []
  const { gaps, limitedTo } = matter
  return [
    {
      label: t('caseMatter.title'),
      children: matter.matter
        ? `${matter.matter.code} ${matter.matter.name}`
        : t('caseMatter.gap.matter_none'),
    },
    {
      label: t('caseMatter.limitedTo'),
      children: isUnfiled(status) ? <LimitedTo at={limitedTo} /> : <When at={limitedTo} />,
    },
    ...(gaps.length === 0
      ? []
      : [
          {
            label: t('caseMatter.gaps'),
            children: (
              <ul className="problems warn" data-testid="case-gaps">
                {gaps.map((gap) => (
                  <li key={gap}>
                    {t('facts.pair', {
                      what: t(`caseMatter.gap.${gap}`),
                      text: t(`caseMatter.gapHelp.${gap}`),
                    })}
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    ...(authorityBasis === null ? [] : [{ label: t('caseMatter.authorityBasis'), children: authorityBasis }]),
  ]
}

/** What is known only once somebody decided. */
function filedRows(of: Case, t: TFunction) {
  const { filedNumber, filedAt, handOver, endReason, note } = of
  const reason = correctionReasons.find((one) => one === endReason)
  const end = notFiledReasons.find((one) => one === endReason)
  const why = reason ? t(`code.correctionReason.${reason}`) : end ? t(`code.dismissReason.${end}`) : ''
  return [
    ...(filedNumber === null ? [] : [{ label: t('cases.filedNumber'), children: filedNumber }]),
    ...(filedAt === null ? [] : [{ label: t('cases.filed'), children: <When at={filedAt} /> }]),
    ...(handOver === null
      ? []
      : [
          {
            label: t('cases.handOver'),
            children: t('cases.handedOver', { receiver: handOver.receiver, number: handOver.documentNumber }),
          },
        ]),
    ...(why === '' ? [] : [{ label: t('cases.endReason'), children: why }]),
    ...(note === '' ? [] : [{ label: t('cases.note'), children: note }]),
    ...(of.packageSha256 === null
      ? []
      : [{ label: t('cases.frozen'), children: <code className="case-hash">{of.packageSha256}</code> }]),
  ]
}
