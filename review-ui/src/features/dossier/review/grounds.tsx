import type { AlertDetail } from '@sightline/api/contract/alerts'
import type { Step } from '@sightline/api/contract/steps'
import { onSiteGaps } from '@sightline/api/law/on-site-record'
import { groundFailures, isRemotelyChecked, onSiteGap } from '@sightline/api/law/on-site'
import { clueReasons } from '@sightline/api/law/standing'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { alertStepsQuery } from '../../../api/queries.ts'
import { useMay } from '../../../app/session.tsx'

/** What a case lacks besides its pictures, by the law itself, with the place where each is mended. */
export function Grounds({ detail }: { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { alert, manifests } = detail
  const { data } = useQuery(alertStepsQuery(alert.id))
  if (!data) return null
  const said = manifests.flatMap((one) => (one.stage === 'confirmed' ? one.clueReasons : []))
  const standing = data.items.filter((step: Step) => step.undone === null)
  const about = { openedAt: alert.openedAt, rectifyMissing: data.rectify?.missing ?? null }
  const failures = groundFailures({
    kind: alert.kind,
    clueReasons: clueReasons.filter((reason) => said.includes(reason)),
    onSiteMissing: onSiteGap(alert.kind, standing, about),
    mode: detail.mode,
    hasRemote: isRemotelyChecked(standing, { openedAt: alert.openedAt, until: alert.closedAt }),
  })
  if (failures.length === 0) return null
  const missing = onSiteGaps.find((gap) => failures.some(({ facts }) => facts['missing'] === gap))
  const isOfSource = failures.some(({ code }) => code !== 'case_onsite' && code !== 'case_remote')
  return (
    <fieldset data-testid="grounds" data-codes={failures.map(({ code }) => code).join(' ')}>
      <legend>{t('dossier.grounds')}</legend>
      <ul className="problems warn small">
        {failures.map(({ code }) => (
          <li key={code}>⚠ {t(`code.failure.${code}`)}</li>
        ))}
        {missing !== undefined && (
          <li data-testid="ground-missing" data-missing={missing}>
            {t(`onSite.gap.${missing}`)}
          </li>
        )}
      </ul>
      <a href="#steps">{t('dossier.groundsMendOnSite')}</a>{' '}
      {isOfSource && may('sources.read') && (
        <Link to={`/sources/${alert.sourceId}`}>{t('dossier.groundsMendSource')}</Link>
      )}
    </fieldset>
  )
}
