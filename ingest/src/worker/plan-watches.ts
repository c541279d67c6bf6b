import type { SourceId } from '@sightline/api/contract/ids'
import type { WantedSource } from '@sightline/api/contract/workers'

export interface WatchPlan {
  readonly start: readonly WantedSource[]
  /** The stream itself changed: its connection must be made anew. */
  readonly reconnect: readonly WantedSource[]
  /** Only what is judged changed: the connection stays. */
  readonly update: readonly WantedSource[]
  readonly stop: readonly SourceId[]
}

/** What to do so that the running watches are the wanted ones. A source listed twice counts once, the last entry wins. */
export function planWatches(wanted: readonly WantedSource[], running: readonly WantedSource[]): WatchPlan {
  const wantedById = new Map(wanted.map((source) => [source.id, source]))
  const runningById = new Map(running.map((source) => [source.id, source]))
  const kept = [...wantedById.values()].flatMap((source) => {
    const before = runningById.get(source.id)
    return before ? [{ before, source }] : []
  })
  const moved = kept.filter(({ before, source }) => isOtherStream(before, source))
  const changed = kept.filter((pair) => !moved.includes(pair) && !isSame(pair.before, pair.source))
  return {
    start: [...wantedById.values()].filter(({ id }) => !runningById.has(id)),
    reconnect: moved.map(({ source }) => source),
    update: changed.map(({ source }) => source),
    stop: running.map(({ id }) => id).filter((id) => !wantedById.has(id)),
  }
}

const isOtherStream = (a: WantedSource, b: WantedSource): boolean =>
  a.url !== b.url || a.user !== b.user || a.sealedPassword !== b.sealedPassword

/** Both come out of the same parser, so equal values have equal text. */
const isSame = (a: WantedSource, b: WantedSource): boolean => JSON.stringify(a) === JSON.stringify(b)
