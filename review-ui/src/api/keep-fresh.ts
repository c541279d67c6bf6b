import type { LiveEvent } from '@sightline/api/contract/live'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { keys } from './queries.ts'
import type { Live } from './live.ts'

/** Which answers an event makes old. */
export function oldAfter(event: LiveEvent): readonly QueryKey[] {
  switch (event.type) {
    case 'alert':
      return [keys.alerts, keys.alert(event.id)]
    case 'source':
      return [keys.sources, keys.approval(event.id), keys.speakers]
    case 'case':
      return [keys.cases, keys.case(event.id)]
    case 'limits':
      return [keys.limits]
    case 'finding':
    case 'tick':
      return []
  }
}

const gatherMs = 250

/** Live events make answers old; a line that is back makes all of them old. Events of one moment are gathered. */
export function keepFresh(queries: QueryClient, live: Live): void {
  const waiting = new Map<string, QueryKey>()
  const flush = (): void => {
    const all = [...waiting.values()]
    waiting.clear()
    for (const queryKey of all) void queries.invalidateQueries({ queryKey })
  }
  live.onEvent((event) => {
    const old = oldAfter(event)
    if (old.length > 0 && waiting.size === 0) setTimeout(flush, gatherMs)
    for (const key of old) waiting.set(JSON.stringify(key), key)
  })
  live.onBack(() => void queries.invalidateQueries())
}
