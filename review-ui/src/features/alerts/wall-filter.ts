import { endedStatuses, type AlertStatus } from '@sightline/api/law/statuses'

export const views = ['open', 'review', 'done', 'all'] as const
export type View = (typeof views)[number]

/** Which statuses a view of the wall shows; `all` asks for no status at all. */
export const statusesOf: Record<View, readonly AlertStatus[]> = {
  open: ['new', 'claimed'],
  review: ['passed_on', 'agreed_once'],
  done: endedStatuses,
  all: [],
}

/** The view in the address, else the one that this person's work begins with. */
export function viewOf(text: string | null, home: View): View {
  return views.find((view) => view === text) ?? home
}
