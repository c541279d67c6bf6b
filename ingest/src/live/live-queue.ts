/** One fragment on its way to viewers. */
export interface LivePiece {
  readonly bytes: Buffer
  readonly isKey: boolean
}

/** Where a viewer's bytes go. */
export interface LiveOutlet {
  /** Answers whether more is taken now; where not, the queue waits for `drained`. */
  write(bytes: Buffer): boolean
  end(): void
}

/** What waits for one viewer. */
export interface LiveQueue {
  push(piece: LivePiece): void
  drained(): void
  /** Fragments this viewer was too slow for. */
  dropped(): number
}

interface Waiting extends LivePiece {
  /** Monotonic, ms. */
  readonly since: number
}

/** A viewer that is further behind than this is brought to now. */
const maxLagMs = 2000
const maxWaitingBytes = 16 << 20

/**
 * Drop to live: a viewer that falls behind loses what waits up to the newest key frame, or all of it until the next one.
 * A fragment is written whole or not at all, and after a gap the first is always a key frame.
 */
export function createLiveQueue(outlet: LiveOutlet, monotonic: () => number): LiveQueue {
  let waiting: Waiting[] = []
  let takesMore = true
  let needsKey = true
  let dropped = 0

  function pump(): void {
    let sent = 0
    for (const { bytes } of waiting) {
      if (!takesMore) break
      takesMore = outlet.write(bytes)
      sent += 1
    }
    waiting = waiting.slice(sent)
  }

  function dropToLive(): void {
    const newestKey = waiting.findLastIndex(({ isKey }) => isKey)
    const isStuckInGroup = newestKey <= 0
    dropped += isStuckInGroup ? waiting.length : newestKey
    waiting = isStuckInGroup ? [] : waiting.slice(newestKey)
    needsKey = isStuckInGroup
  }

  return {
    push(piece) {
      if (needsKey && !piece.isKey) return void (dropped += 1)
      needsKey = false
      waiting.push({ ...piece, since: monotonic() })
      while (isBehind(waiting, monotonic())) dropToLive()
      pump()
    },
    drained() {
      takesMore = true
      pump()
    },
    dropped: () => dropped,
  }
}

function isBehind(waiting: readonly Waiting[], now: number): boolean {
  const [oldest] = waiting
  if (!oldest) return false
  const bytes = waiting.reduce((sum, piece) => sum + piece.bytes.length, 0)
  return now - oldest.since > maxLagMs || bytes > maxWaitingBytes
}
