import type { AlertDetail } from '@sightline/api/contract/alerts'
import type { Step } from '@sightline/api/contract/steps'
import { onSiteGaps } from '@sightline/api/law/on-site-record'
import { groundFailures, isRemotelyChecked, onSiteGap } from '@sightline/api/law/on-site'
import { failingPoints } from '@sightline/api/law/profile'
import { clueReasons } from '@sightline/api/law/standing'
import type { GuardCode } from '@sightline/api/law/failure'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { alertStepsQuery } from '../../../api/queries.ts'
import { MendLink } from '../../../app/evidence/profile-mend-link.tsx'
import { mendOf } from '../../../app/evidence/profile-mend.ts'

/** What a case lacks besides its pictures, by the law itself, with the place where each is mended. */
export function Grounds({ detail }: { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const { alert, manifests } = detail
  const { data } = useQuery(alertStepsQuery(alert.id))
  if (!data) return null
  const said = manifests.flatMap((one) => (one.stage === 'confirmed' ? one.clueReasons : []))
  const standing = data.items.filter((step: Step) => step.undone === null)
  const about = { openedAt: alert.openedAt, rectifyMissing: data.rectify?.missing ?? null }
  const failures = groundFailures({
    kind: alert.kind,
    clueReasons: clueReasons.filter((reason) => said.includes(reason)),
    profile: detail.profile?.points ?? [],
    // What a matter asks more stands beside its choice.
    byMatter: [],
    onSiteMissing: onSiteGap(alert.kind, standing, about),
    mode: detail.mode,
    hasRemote: isRemotelyChecked(standing, { openedAt: alert.openedAt, until: alert.closedAt }),
  })
  if (failures.length === 0) return null
  const missing = onSiteGaps.find((gap) => failures.some(({ facts }) => facts['missing'] === gap))
  const place = { sourceId: alert.sourceId, zoneId: manifests.at(-1)?.zone.id ?? null }
  return (
    <fieldset data-testid="grounds" data-codes={failures.map(({ code }) => code).join(' ')}>
      <legend>{t('dossier.grounds')}</legend>
      <ul className="problems warn small">
        {failures.map(({ code }) => (
          <li key={code}>
            ⚠ {t(`code.failure.${code}`)} <Mended code={code} {...place} />
            {code === 'ev_profile' && <Points detail={detail} {...place} />}
          </li>
        ))}
        {missing !== undefined && (
          <li data-testid="ground-missing" data-missing={missing}>
            {t(`onSite.gap.${missing}`)}
          </li>
        )}
      </ul>
      <a href="#steps">{t('dossier.groundsMendOnSite')}</a>
    </fieldset>
  )
}

interface Place {
  readonly sourceId: string
  readonly zoneId: string | null
}

/** Where the source or its zone is put right for what comes next; what is asked on site is linked below all. */
function Mended({ code, sourceId, zoneId }: Place & { readonly code: GuardCode }) {
  const { t } = useTranslation()
  const source = `/sources/${sourceId}`
  if (code === 'ev_device_state')
    return <MendLink to={{ page: `${source}#approval` }}>{t('dossier.groundsMendApproval')}</MendLink>
  if (code === 'ev_zone' && zoneId !== null)
    return <MendLink to={{ page: `${source}/zones/${zoneId}` }}>{t('dossier.groundsMendZone')}</MendLink>
  return null
}

/** Of the profile each point that fails, with the place where it is mended. */
function Points({ detail: { profile }, ...place }: Place & { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const failing = failingPoints(profile?.points ?? [])
  if (failing.length === 0) return null
  return (
    <ul>
      {failing.map(({ point }) => (
        <li key={point}>
          {t(`profile.point.${point}`)} ·{' '}
          <MendLink to={mendOf(point, place)}>{t(`profile.mend.${point}`)}</MendLink>
        </li>
      ))}
    </ul>
  )
}
