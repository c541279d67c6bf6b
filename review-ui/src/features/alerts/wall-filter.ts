import type { Alert } from '@sightline/api/contract/alerts'
import { alertStages } from '@sightline/api/contract/alerts'
import { alertStatuses, endedStatuses, type AlertStatus } from '@sightline/api/law/statuses'

export const views = ['open', 'review', 'done', 'all'] as const
export type View = (typeof views)[number]

/** Which statuses a view of the wall shows. What is in its grace stands above them, in a group of its own. */
export const statusesOf: Record<View, readonly AlertStatus[]> = {
  open: ['new', 'claimed'],
  review: ['passed_on', 'agreed_once'],
  done: endedStatuses,
  all: alertStatuses.filter((status) => status !== 'opened'),
}

/** The view in the address, else the one that this person's work begins with. */
export function viewOf(text: string | null, home: View): View {
  return views.find((view) => view === text) ?? home
}

export const stages = ['all', ...alertStages] as const
export type Stage = (typeof stages)[number]

/** The stage in the address; else all. */
export const stageOf = (text: string | null): Stage => stages.find((stage) => stage === text) ?? 'all'

/** What happens now is part of what is open; whoever asks for it alone gets it in every view. */
export const showsHappening = (view: View, stage: Stage): boolean =>
  stage === 'happening' || (stage === 'all' && view === 'open')

/** What runs first, by the end of its grace; then what ended, the newest first. */
export const happeningOrder = <T extends Pick<Alert, 'endedAt' | 'graceUntil' | 'openedAt'>>(
  items: readonly T[],
): T[] =>
  items.toSorted((a, b) => {
    if (a.endedAt === null && b.endedAt === null)
      return (a.graceUntil ?? a.openedAt) - (b.graceUntil ?? b.openedAt)
    return (b.endedAt ?? Number.POSITIVE_INFINITY) - (a.endedAt ?? Number.POSITIVE_INFINITY)
  })
