import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** Below the alert's own key: what makes the alert old makes this old. */
export const remindersKey = (alertId: string) => [...keys.alert(alertId), 'reminders'] as const
export const remindersQuery = (alertId: string) =>
  queryOptions({
    queryKey: remindersKey(alertId),
    queryFn: ({ signal }) => call(routes.reminders.list, { params: { id: alertId }, signal }),
  })

/** Which sources have a loudspeaker that is on. */
export const speakersQuery = queryOptions({
  queryKey: keys.speakers,
  queryFn: ({ signal }) => call(routes.speakers.list, { signal }),
  staleTime: 60_000,
})

export const speakerKey = (sourceId: string) => [...keys.speakers, sourceId] as const
export const speakerQuery = (sourceId: string) =>
  queryOptions({
    queryKey: speakerKey(sourceId),
    queryFn: ({ signal }) => call(routes.speakers.get, { params: { id: sourceId }, signal }),
  })

export const phrasesQuery = queryOptions({
  queryKey: keys.phrases,
  queryFn: ({ signal }) => call(routes.phrases.list, { signal }),
})
