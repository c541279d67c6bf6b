import {
  CameraOutlined,
  CheckCircleOutlined,
  EnvironmentOutlined,
  VideoCameraOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { Alert } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import { alertLimit } from '@sightline/api/law/time-limits'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '../../api/client.ts'
import { DueTag } from '../../app/due-tag.tsx'
import { GroupTags } from '../../app/group-tags.tsx'
import { OpenedState } from '../../app/opened-state.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { useServerNow } from '../../app/screen.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { StandingTag, StatusTag } from '../../app/tags.tsx'
import { useUnits } from '../../app/units.tsx'
import { Ago, When } from '../../app/when.tsx'
import { RemindOnCard } from './remind-card.tsx'
import type { ClaimMove } from './claim-move.ts'
import { claimMoveOf } from './claim-move.ts'

const freshMs = 30_000

/** One alert on the wall. The whole card is a link to its dossier; claiming is a button of its own. */
export function AlertCard(props: {
  readonly alert: Alert
  readonly isBusy: boolean
  /** Null: nothing can be decided about it. */
  readonly onMove: ((alert: Alert, move: ClaimMove) => void) | null
  /** Null: this person may not look. */
  readonly onLive: ((alert: Alert) => void) | null
}) {
  const { alert, onMove, onLive } = props
  const { t } = useTranslation()
  const { person } = useSession()
  const may = useMay()
  const now = useServerNow()
  const { nameOf, areMany } = useUnits()
  const move = onMove && may('alerts.triage') ? claimMoveOf(alert, person.id) : null
  const at = alert.confirmedAt ?? alert.endedAt ?? alert.openedAt
  const kind = useKindName()(alert.kind)
  const isFresh = alert.openedEnd === null && now - alert.arrivedAt < freshMs
  return (
    <article
      className={`alert-card status-${alert.status}${isFresh ? ' is-fresh' : ''}`}
      data-alert-id={alert.id}
      data-testid="alert-card"
    >
      <Thumb alert={alert} />
      <div className="alert-card-body">
        <div className="alert-card-tags">
          {alert.confirmedAt === null ? <OpenedState alert={alert} /> : <StatusTag status={alert.status} />}
          <LeftTag alert={alert} />
          {alert.confirmedAt !== null && <StandingTag standing={alert.standing} />}
          <GroupTags group={alert.group} />
          <DueTag limit={alertLimit(alert)} />
        </div>
        <h2>
          <Link className="card-link" to={`/alerts/${alert.id}`}>
            {kind} · {alert.fault === null ? alert.zoneName : t(`code.cameraFault.${alert.fault}`)}
          </Link>
        </h2>
        <p className="line">
          <EnvironmentOutlined aria-hidden /> {alert.place === '' ? t('alerts.noPlace') : alert.place}
        </p>
        <p className="line soft">
          <CameraOutlined aria-hidden /> {alert.sourceName}
          {areMany && ` · ${nameOf(alert.unitId)}`}
        </p>
        <p className="line times">
          <strong>
            <Ago at={at} />
          </strong>
          <span className="soft">
            <When at={at} />
          </span>
        </p>
        <RemindOnCard alert={alert} />
        <div className="alert-card-foot">
          <span className="soft">
            <Claimer alert={alert} />
          </span>
          {alert.confirmedAt === null && onLive && alert.openedEnd === null && (
            <Button size="small" icon={<VideoCameraOutlined />} onClick={() => onLive(alert)}>
              {t('opened.live')} <kbd>L</kbd>
            </Button>
          )}
          {move && onMove && (
            <Button
              size="small"
              type={move === 'claim' ? 'primary' : 'default'}
              loading={props.isBusy}
              onClick={() => onMove(alert, move)}
            >
              {t(`alerts.${move}`)}
            </Button>
          )}
        </div>
      </div>
    </article>
  )
}

function Claimer({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation()
  const { person } = useSession()
  if (alert.dismissReason !== null) return t(`code.dismissReason.${alert.dismissReason}`)
  if (alert.claimedBy === null) return alert.status === 'new' ? t('alerts.unclaimed') : null
  if (alert.claimedBy.id === person.id) return t('alerts.mine')
  return t('alerts.claimedBy', { name: alert.claimedBy.name })
}

/** Of an alert that nobody has looked at yet: its thing was seen to have gone. */
function LeftTag({ alert: { status, closeReason } }: { readonly alert: Alert }) {
  const { t } = useTranslation()
  if (status !== 'new' || (closeReason !== 'left' && closeReason !== 'ceased')) return null
  return <Tag icon={<CheckCircleOutlined />}>{t('opened.leftWhileNew')}</Tag>
}

/** The picture of the moment; of what ended unconfirmed the same view at its end, where there is one. */
function Thumb({ alert: { id, fault, openedEnd } }: { readonly alert: Alert }) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState<'last' | 'first' | null>(null)
  const of = openedEnd !== null && failed === null ? 'last' : 'first'
  if (failed === 'first') {
    return (
      <div className="thumb thumb-failed">
        <WarningOutlined aria-hidden /> {t(fault === null ? 'alerts.noThumb' : 'faults.noPicture')}
      </div>
    )
  }
  const address = `${addressOf(routes.alerts.thumb, { id })}?of=${of}`
  return (
    <img
      className="thumb"
      src={address}
      alt={of === 'last' ? t('opened.after') : ''}
      loading="lazy"
      onError={() => setFailed(of)}
    />
  )
}
