/** Lets so many key frames be decoded at a time, over all sources of a worker: of those that wait, whose last turn is the longest ago. */
export interface DecodeTurns {
  /** A place for one source. */
  seat(): DecodeSeat
}

export interface DecodeSeat {
  /**
   * Calls `go` when it is this source's turn. A source that waits keeps its place, for the newer picture: where key frames
   * come faster than they can be decoded, one that joined the end at each would never come to its turn. While its turn is
   * under way the newest waits for that to be over.
   */
  ask(go: () => void): void
  /** The picture of this turn is there. */
  done(): void
  /** Nothing is wanted any more. */
  leave(): void
}

/** A turn that is not given back passes on after so long: its picture was thinned out, or its process hangs. */
const longestMs = 1000

/** Where all cameras send their key frames at the same moment, decoding them all at once would let each wait for all. */
export function createDecodeTurns(slots: number): DecodeTurns {
  let free = slots
  let begun = 0
  let waiting: Place[] = []

  function begin(place: Place): void {
    const { go } = place
    if (!go) return
    free -= 1
    place.lastTurn = begun += 1
    place.go = null
    place.timer = setTimeout(() => end(place), longestMs).unref()
    go()
  }

  function join(place: Place): void {
    if (free > 0) begin(place)
    else waiting.push(place)
  }

  function end(place: Place): void {
    if (!place.timer) return
    clearTimeout(place.timer)
    place.timer = null
    free += 1
    if (place.go) waiting.push(place)
    const next = longestAgo(waiting)
    if (!next) return
    waiting = waiting.filter((one) => one !== next)
    begin(next)
  }

  return {
    seat() {
      const place: Place = { go: null, timer: null, lastTurn: 0 }
      return {
        ask(go) {
          const isInLine = place.timer !== null || place.go !== null
          place.go = go
          if (!isInLine) join(place)
        },
        done: () => end(place),
        leave() {
          place.go = null
          waiting = waiting.filter((one) => one !== place)
          end(place)
        },
      }
    },
  }
}

/** In the order in which they asked, where none had a turn yet. */
const longestAgo = (waiting: readonly Place[]): Place | null =>
  waiting.reduce<Place | null>((least, one) => (least && least.lastTurn <= one.lastTurn ? least : one), null)

interface Place {
  /** The how manieth turn its last one was; 0: it had none. */
  lastTurn: number
  /** What waits for this source's turn. */
  go: (() => void) | null
  /** Set while its turn is under way. */
  timer: NodeJS.Timeout | null
}
