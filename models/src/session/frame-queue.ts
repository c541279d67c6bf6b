/**
 * What waits to be looked at: at most one frame per source, never two of one source at once. Of the sources that wait, the one
 * whose last turn is the longest ago is served: where more comes than can be looked at, all are looked at equally often.
 */
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

export function createFrameQueue<T>(): FrameQueue<T> {
  const waiting = new Map<string, T>()
  const underWay = new Set<string>()
  /** The how manieth turn a source's last one was. */
  const turns = new Map<string, number>()
  let turn = 0
  const turnOf = (source: string): number => turns.get(source) ?? 0
  return {
    offer(source, frame) {
      const replaced = waiting.get(source)
      waiting.set(source, frame)
      return replaced
    },
    take() {
      let next: { source: string; frame: T } | undefined
      for (const [source, frame] of waiting) {
        if (underWay.has(source)) continue
        if (!next || turnOf(source) < turnOf(next.source)) next = { source, frame }
      }
      if (!next) return undefined
      waiting.delete(next.source)
      underWay.add(next.source)
      turns.set(next.source, (turn += 1))
      return next
    },
    done: (source) => void underWay.delete(source),
    drain() {
      const frames = [...waiting.values()]
      waiting.clear()
      return frames
    },
  }
}
