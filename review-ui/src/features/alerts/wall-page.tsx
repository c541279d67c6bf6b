import './wall.css'
import type { Alert } from '@sightline/api/contract/alerts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { alertsQuery } from '../../api/queries.ts'
import { useAlertAction } from '../../app/alert-action.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { UnitFilter } from '../../app/units.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { ShortcutHelp } from '../../app/shortcut-help.tsx'
import { type Command, useShortcuts } from '../../app/shortcuts.ts'
import { AlertCard } from './alert-card.tsx'
import { type ClaimMove, claimMoveOf } from './claim-move.ts'
import { SoundSwitch } from './sound-switch.tsx'
import { type View, statusesOf, viewOf, views } from './wall-filter.ts'
import { focusedAlertId, moveFocus, pressRemind } from './wall-focus.ts'

/** The operators' home: alerts, newest first, kept fresh by the live line. */
export function WallPage() {
  const { t } = useTranslation()
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const view = viewOf(search.get('show'), may('alerts.triage') ? 'open' : 'review')
  const unitId = search.get('unit')
  const within = unitId === null ? {} : { unitId }
  const alerts = useInfiniteQuery(alertsQuery({ status: [...statusesOf[view]], ...within }))
  const items = alerts.data?.pages.flatMap((page) => page.items) ?? []
  const { message } = App.useApp()
  const act = useAlertAction((_, { action }) => {
    void message.success(t(action.action === 'claim' ? 'alerts.claimed' : 'alerts.released'))
  })
  const move = (alert: Alert, action: ClaimMove): void => {
    if (!act.isPending) act.mutate({ id: alert.id, action: { action, version: alert.version } })
  }
  const wall = useRef<HTMLUListElement>(null)
  const help = useWallKeys(wall, { items, move })
  return (
    <Page title={t('alerts.title')} actions={<WallActions onHelp={help.open} />}>
      <div className="wall-filter">
        <Segmented<View>
          aria-label={t('alerts.filter')}
          value={view}
          options={views.map((value) => ({ value, label: t(`alerts.${value}`) }))}
          onChange={(show) =>
            setSearch({ show, ...(unitId === null ? {} : { unit: unitId }) }, { replace: true })
          }
        />
        <UnitFilter
          value={unitId}
          onChange={(unit) =>
            setSearch({ show: view, ...(unit === null ? {} : { unit }) }, { replace: true })
          }
        />
        <span className="soft" role="status">
          {alerts.data && t('alerts.count', { n: items.length })}
        </span>
      </div>
      <Loaded of={alerts}>
        {() => (
          <>
            {items.length === 0 && <Nothing title={t('alerts.empty')} hint={t('alerts.emptyHint')} />}
            <ul ref={wall} className="wall" aria-label={t('alerts.list')}>
              {items.map((alert) => (
                <li key={alert.id}>
                  <AlertCard
                    alert={alert}
                    onMove={move}
                    isBusy={act.isPending && act.variables.id === alert.id}
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
      <ShortcutHelp commands={help.commands} isOpen={help.isOpen} onClose={help.close} />
    </Page>
  )
}

function useWallKeys(
  wall: React.RefObject<HTMLUListElement | null>,
  { items, move }: { items: readonly Alert[]; move: (alert: Alert, action: ClaimMove) => void },
) {
  const { t } = useTranslation()
  const { person } = useSession()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const claim = (): void => {
    const alert = items.find(({ id }) => id === focusedAlertId())
    const action = alert && claimMoveOf(alert, person.id)
    if (alert && action) move(alert, action)
  }
  const commands: readonly Command[] = [
    {
      keys: ['j', 'ArrowRight', 'ArrowDown'],
      label: t('alerts.keyNext'),
      run: () => moveFocus(wall.current, 1),
    },
    {
      keys: ['k', 'ArrowLeft', 'ArrowUp'],
      label: t('alerts.keyPrevious'),
      run: () => moveFocus(wall.current, -1),
    },
    { keys: ['Enter'], label: t('alerts.keyOpen'), run: () => moveFocus(wall.current, 1) },
    { keys: ['c'], label: t('alerts.keyClaim'), run: claim, isOff: !may('alerts.triage') },
    { keys: ['r'], label: t('speech.keyRemind'), run: pressRemind, isOff: !may('reminders.speak') },
    { keys: ['?'], label: t('app.helpKey'), run: () => setOpen(true) },
  ]
  useShortcuts(commands)
  return { commands, isOpen, open: () => setOpen(true), close: () => setOpen(false) }
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
