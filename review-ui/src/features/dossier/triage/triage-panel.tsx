import type { AlertAction, AlertDetail } from '@sightline/api/contract/alerts'
import { accusesNobody } from '@sightline/api/law/kinds'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '../../../app/when.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { PassOnDialog } from './pass-on-dialog.tsx'
import type { Triage } from './use-triage.tsx'

/** The operator's moves: only those that the api allows now. */
export function TriagePanel({ detail, act }: { readonly detail: AlertDetail; readonly act: Triage }) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<'dismiss' | 'pass_on' | null>(null)
  const { alert, allowed, exhibits } = detail
  const unseen = exhibits.filter((exhibit) => exhibit.required && !exhibit.opened).length
  const go = (action: AlertAction): void => act.mutate({ id: alert.id, action })
  const done = (): void => setDialog(null)
  const { version } = alert
  return (
    <section className="panel" aria-label={t('dossier.actions')}>
      <h2>{t('dossier.actions')}</h2>
      {alert.claimedBy && alert.claimedAt !== null && (
        <p className="soft">
          {t('alerts.claimedBy', { name: alert.claimedBy.name })} · <When at={alert.claimedAt} />
        </p>
      )}
      <Space wrap>
        {allowed.includes('claim') && (
          <Button type="primary" loading={act.isPending} onClick={() => go({ action: 'claim', version })}>
            {t('dossier.claim')} <kbd>c</kbd>
          </Button>
        )}
        {allowed.includes('pass_on') && (
          <Button type="primary" disabled={unseen > 0} onClick={() => setDialog('pass_on')}>
            {t('dossier.passOn')}
          </Button>
        )}
        {allowed.includes('dismiss') && (
          <Button danger onClick={() => setDialog('dismiss')}>
            {t(accusesNobody(alert.kind) ? 'faults.close' : 'dossier.dismiss')}
          </Button>
        )}
        {allowed.includes('release') && (
          <Button loading={act.isPending} onClick={() => go({ action: 'release', version })}>
            {t('dossier.release')} <kbd>c</kbd>
          </Button>
        )}
        {allowed.includes('restore') && (
          <Button loading={act.isPending} onClick={() => go({ action: 'restore', version })}>
            {t('dossier.restore')}
          </Button>
        )}
      </Space>
      {allowed.includes('pass_on') && unseen > 0 && (
        <p className="warn" role="note">
          ⚠ {t('dossier.unseen', { n: unseen })}
        </p>
      )}
      {dialog === 'dismiss' && <DismissDialog alert={alert} act={act} onClose={done} />}
      {dialog === 'pass_on' && <PassOnDialog alert={alert} act={act} onClose={done} />}
    </section>
  )
}
