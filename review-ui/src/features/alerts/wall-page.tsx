import './wall.css'
import type { Alert } from '@sightline/api/contract/alerts'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAlertAction } from '../../app/alert-action.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { ShortcutHelp } from '../../app/shortcut-help.tsx'
import { AlertCard } from './alert-card.tsx'
import type { ClaimMove } from './claim-move.ts'
import { HappeningNow } from './happening-now.tsx'
import { LiveDialog } from './live-dialog.tsx'
import { SoundSwitch } from './sound-switch.tsx'
import { useWallKeys } from './use-wall-keys.ts'
import { useWall, type Wall } from './use-wall.ts'
import { WallBar } from './wall-bar.tsx'
import { useKeptFocus } from './wall-focus.ts'

/** The operators' home: what happens now, and alerts, newest first, kept fresh by the live line. */
export function WallPage() {
  const { t } = useTranslation()
  const may = useMay()
  const shown = useWall()
  const { message } = App.useApp()
  const act = useAlertAction((_, { action }) => {
    void message.success(t(action.action === 'claim' ? 'alerts.claimed' : 'alerts.released'))
  })
  const move = (alert: Alert, action: ClaimMove): void => {
    if (!act.isPending) act.mutate({ id: alert.id, action: { action, version: alert.version } })
  }
  const [live, setLive] = useState<Alert | null>(null)
  const onLive = may('sources.picture') ? setLive : null
  const wall = useRef<HTMLDivElement>(null)
  useKeptFocus(wall)
  const help = useWallKeys(wall, { items: [...shown.opened, ...shown.items], move, onLive })
  const busyId = act.isPending ? act.variables.id : null
  return (
    <Page title={t('alerts.title')} actions={<WallActions onHelp={help.open} />}>
      <WallBar wall={shown} />
      <div ref={wall}>
        {shown.hasHappening && (
          <Loaded of={shown.happening}>
            {() => <HappeningNow items={shown.opened} saysEmpty={!shown.hasAlerts} onLive={onLive} />}
          </Loaded>
        )}
        {shown.hasAlerts && <AlertList wall={shown} busyId={busyId} onMove={move} onLive={onLive} />}
      </div>
      {live && <LiveDialog alert={live} onClose={() => setLive(null)} />}
      <ShortcutHelp commands={help.commands} isOpen={help.isOpen} onClose={help.close} />
    </Page>
  )
}

function AlertList(props: {
  readonly wall: Wall
  /** The alert that is being moved. */
  readonly busyId: string | null
  readonly onMove: (alert: Alert, move: ClaimMove) => void
  readonly onLive: ((alert: Alert) => void) | null
}) {
  const { t } = useTranslation()
  const { alerts, items } = props.wall
  return (
    <Loaded of={alerts}>
      {() => (
        <>
          {items.length === 0 && <Nothing title={t('alerts.empty')} hint={t('alerts.emptyHint')} />}
          <ul className="wall" aria-label={t('alerts.list')}>
            {items.map((alert) => (
              <li key={alert.id}>
                <AlertCard
                  alert={alert}
                  onMove={props.onMove}
                  onLive={props.onLive}
                  isBusy={props.busyId === alert.id}
                />
              </li>
            ))}
          </ul>
          {alerts.hasNextPage && (
            <Button
              block
              className="more"
              loading={alerts.isFetchingNextPage}
              onClick={() => void alerts.fetchNextPage()}
            >
              {t('app.more')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  )
}

function WallActions({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <>
      {may('alerts.triage') && <SoundSwitch />}
      <Button onClick={onHelp}>
        {t('app.help')} <kbd>?</kbd>
      </Button>
    </>
  )
}
