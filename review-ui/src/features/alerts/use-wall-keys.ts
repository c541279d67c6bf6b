import type { Alert } from '@sightline/api/contract/alerts'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../app/session.tsx'
import { type Command, useShortcuts } from '../../app/shortcuts.ts'
import { type ClaimMove, claimMoveOf } from './claim-move.ts'
import { focusedAlertId, moveFocus, pressRemind } from './wall-focus.ts'

interface Wall {
  readonly items: readonly Alert[]
  readonly move: (alert: Alert, action: ClaimMove) => void
  /** Null: this person may not look. */
  readonly onLive: ((alert: Alert) => void) | null
}

/** What the keyboard does on the wall, to the card that holds the focus. */
export function useWallKeys(wall: RefObject<HTMLDivElement | null>, { items, move, onLive }: Wall) {
  const { t } = useTranslation()
  const { person } = useSession()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const claim = (): void => {
    const alert = items.find(({ id }) => id === focusedAlertId())
    const action = alert && claimMoveOf(alert, person.id)
    if (alert && action) move(alert, action)
  }
  const show = (): void => {
    const alert = items.find(({ id }) => id === focusedAlertId()) ?? items[0]
    if (alert) onLive?.(alert)
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
    { keys: ['l'], label: t('opened.keyLive'), run: show, isOff: onLive === null },
    { keys: ['?'], label: t('app.helpKey'), run: () => setOpen(true) },
  ]
  useShortcuts(commands)
  return { commands, isOpen, open: () => setOpen(true), close: () => setOpen(false) }
}
