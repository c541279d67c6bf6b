import type { SourceId } from '@sightline/api/contract/ids'
import { createLiveFeed, type LiveFeed } from './live-feed.ts'

/** The live views of a worker, one per source that is being watched. */
export interface LiveFeeds {
  /** Begins a source's feed; one that was open is ended. */
  open(id: SourceId): LiveFeed
  close(id: SourceId): void
  get(id: string): LiveFeed | undefined
  stop(): void
}

const sweepMs = 250

export function createLiveFeeds(monotonic: () => number): LiveFeeds {
  const feeds = new Map<string, LiveFeed>()
  const timer = setInterval(() => {
    for (const feed of feeds.values()) feed.sweep()
  }, sweepMs)

  function close(id: string): void {
    feeds.get(id)?.end()
    feeds.delete(id)
  }

  return {
    open(id) {
      close(id)
      const feed = createLiveFeed(monotonic)
      feeds.set(id, feed)
      return feed
    },
    close,
    get: (id) => feeds.get(id),
    stop() {
      clearInterval(timer)
      for (const id of [...feeds.keys()]) close(id)
    },
  }
}
