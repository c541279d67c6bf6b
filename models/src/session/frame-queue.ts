/** What waits to be looked at: at most one frame per source, sources served in turn, never two of one source at once. */
export interface FrameQueue<T> {
  /** Puts a frame in its source's place; gives back the older one it replaced. The source keeps its turn. */
  offer: (source: string, frame: T) => T | undefined
  /** The next frame in turn whose source has none under way; that source is then under way. */
  take: () => { source: string; frame: T } | undefined
  /** The frame under way is answered: the source may be taken again, so answers of a source come in order. */
  done: (source: string) => void
  /** Empties the queue. */
  drain: () => T[]
}

/** The order of `Map` is the order of turns: a source that comes back joins at the end. */
export function createFrameQueue<T>(): FrameQueue<T> {
  const waiting = new Map<string, T>()
  const underWay = new Set<string>()
  return {
    offer(source, frame) {
      const replaced = waiting.get(source)
      waiting.set(source, frame)
      return replaced
    },
    take() {
      for (const [source, frame] of waiting) {
        if (underWay.has(source)) continue
        waiting.delete(source)
        underWay.add(source)
        return { source, frame }
      }
      return undefined
    },
    done: (source) => void underWay.delete(source),
    drain() {
      const frames = [...waiting.values()]
      waiting.clear()
      return frames
    },
  }
}
