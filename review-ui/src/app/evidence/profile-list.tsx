import './profile-list.css'
import type { AlertDetail } from '@sightline/api/contract/alerts'
import type { JudgedProfile } from '@sightline/api/contract/profile'
import { accusesNobody } from '@sightline/api/law/kinds'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { mendOf } from './profile-mend.ts'
import { MendLink } from './profile-mend-link.tsx'
import { shownValue } from './profile-value.ts'

type Point = JudgedProfile['points'][number]

/** What the profile asks of the pictures, each met with its number or not, and where what fails is mended. */
export function ProfileList({ detail }: { readonly detail: AlertDetail }) {
  const { t } = useTranslation()
  const { alert, profile, awaited, manifests } = detail
  if (accusesNobody(alert.kind) || awaited.includes('confirmed')) return null
  const zoneId = manifests.at(-1)?.zone.id ?? null
  return (
    <section className="panel" aria-label={t('profile.title')} data-testid="profile">
      <h2>{t('profile.title')}</h2>
      {profile === null ? (
        <p className="soft">{t('profile.notJudged')}</p>
      ) : (
        <Judged profile={profile} sourceId={alert.sourceId} zoneId={zoneId} />
      )}
    </section>
  )
}

interface Of {
  readonly sourceId: string
  readonly zoneId: string | null
}

function Judged({ profile: { points, sign }, ...of }: Of & { readonly profile: JudgedProfile }) {
  const { t } = useTranslation()
  const failing = points.filter(({ reason }) => reason !== null).length
  const n = points.length
  return (
    <>
      <p className={failing > 0 ? 'warn' : 'good'}>
        {failing > 0 ? `⚠ ${t('profile.failing', { failing, n })}` : `✓ ${t('profile.allMet', { n })}`}
      </p>
      <ul className="profile-points">
        {points.map((one) => (
          <li key={one.point} data-point={one.point} data-reason={one.reason ?? ''}>
            <Tag color={one.reason === null ? 'success' : 'warning'}>
              {one.reason === null ? t('profile.met') : t('profile.notMet')}
            </Tag>
            <div>
              <PointRow point={one} {...of} />
              {one.point === 'sign' && sign && <SignLine sign={sign} />}
            </div>
          </li>
        ))}
      </ul>
      <p className="soft small">{t('profile.judgedOnce')}</p>
    </>
  )
}

function PointRow({ point: { point, asked, measured, reason }, ...of }: Of & { readonly point: Point }) {
  const { t } = useTranslation()
  const said =
    measured === null
      ? t('profile.unmeasured')
      : t(`profile.value.${point}`, {
          measured: shownValue(point, measured),
          asked: shownValue(point, asked),
        })
  return (
    <>
      <strong>{t(`profile.point.${point}`)}</strong> <span className="num">{said}</span>
      {reason !== null && (
        <div className="small">
          {t(`code.clueReason.${reason}`)} ·{' '}
          <MendLink to={mendOf(point, of)}>{t(`profile.mend.${point}`)}</MendLink>
        </div>
      )}
    </>
  )
}

/** The picture of the sign by its hash: an exhibit that lies with the approval of its source. */
function SignLine({ sign }: { readonly sign: NonNullable<JudgedProfile['sign']> }) {
  const { t } = useTranslation()
  return (
    <div className="soft small">
      {t('profile.signTaken', { day: sign.takenOn, revision: sign.revision })}
      <br />
      <code className="hash">SHA-256 {sign.sha256}</code>
    </div>
  )
}
