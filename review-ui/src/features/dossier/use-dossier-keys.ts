import type { AlertDetail } from '@sightline/api/contract/alerts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Command, useShortcuts } from '../../app/shortcuts.ts'
import type { Remind } from '../../app/remind/use-remind.ts'
import { useMay } from '../../app/session.tsx'
import { questions, toggled } from './review/draft.ts'
import type { ReviewDesk } from './review/use-review.ts'
import type { Triage } from './triage/use-triage.tsx'

interface Parts {
  readonly detail: AlertDetail
  readonly step: (by: 1 | -1) => void
  readonly triage: Triage
  /** Null where nobody is spoken to. */
  readonly remind: Remind | null
  /** Null for whoever may not review this alert now. */
  readonly desk: ReviewDesk | null
}

/** The keys of the dossier page. What may not be done has no key. */
export function useDossierKeys(parts: Parts) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const claim = useClaimCommand(parts)
  const review = useReviewCommands(parts.desk)
  const speak = useSpeakCommand(parts.remind)
  const [hasMarks, setMarks] = useState(true)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const commands: readonly Command[] = [
    { keys: ['ArrowRight', 'j'], label: t('dossier.keyNext'), run: () => parts.step(1) },
    { keys: ['ArrowLeft', 'k'], label: t('dossier.keyPrevious'), run: () => parts.step(-1) },
    { keys: ['o'], label: t('dossier.keyOverlay'), run: () => setMarks(!hasMarks) },
    ...claim,
    ...speak,
    ...review,
    { keys: ['b'], label: t('dossier.keyBack'), run: () => void navigate('/alerts') },
    { keys: ['?'], label: t('app.helpKey'), run: () => setHelpOpen(true) },
  ]
  useShortcuts(commands)
  const help = (): void => setHelpOpen(true)
  return { commands, hasMarks, setMarks, isHelpOpen, help, closeHelp: () => setHelpOpen(false) }
}

function useClaimCommand({ detail: { alert, allowed }, triage }: Parts): readonly Command[] {
  const { t } = useTranslation()
  const action = (['claim', 'release'] as const).find((one) => allowed.includes(one))
  if (action === undefined) return []
  const run = (): void => triage.mutate({ id: alert.id, action: { action, version: alert.version } })
  return [{ keys: ['c'], label: t('dossier.keyClaim'), run, isOff: triage.isPending }]
}

function useSpeakCommand(remind: Remind | null): readonly Command[] {
  const { t } = useTranslation()
  const may = useMay()
  if (remind === null || !may('reminders.speak') || !remind.reminders.data?.speaker) return []
  return [{ keys: ['r'], label: t('speech.keyRemind'), run: remind.press, isOff: remind.save.isPending }]
}

function useReviewCommands(desk: Parts['desk']): readonly Command[] {
  const { t } = useTranslation()
  if (desk === null) return []
  return [
    ...questions.map((question, i) => ({
      keys: [String(i + 1)],
      label: t('dossier.keyQuestion', { n: i + 1 }),
      run: () => desk.edit((now) => toggled(now, question)),
    })),
    { keys: ['Enter'], label: t('dossier.keySubmit'), run: desk.ask },
  ]
}
