/** Lets so many key frames be decoded at a time, over all sources of a worker, in the order in which they came due. */
export interface DecodeTurns {
  /** Calls `go` when it is this one's turn; call the answer when the picture is there, or is not wanted any more. */
  ask(go: () => void): () => void
}

/** A turn that is not given back passes on after so long: its picture was thinned out, or its process hangs. */
const longestMs = 1000

/** Where all cameras send their key frames at the same moment, decoding them all at once would let each wait for all. */
export function createDecodeTurns(slots: number): DecodeTurns {
  let free = slots
  let waiting: Turn[] = []

  function begin(turn: Turn): void {
    free -= 1
    turn.timer = setTimeout(() => end(turn), longestMs).unref()
    turn.go()
  }

  function end(turn: Turn): void {
    if (turn.isOver) return
    turn.isOver = true
    if (!turn.timer) return void (waiting = waiting.filter((one) => one !== turn))
    clearTimeout(turn.timer)
    free += 1
    const next = waiting.shift()
    if (next) begin(next)
  }

  return {
    ask(go) {
      const turn: Turn = { go, timer: null, isOver: false }
      if (free > 0) begin(turn)
      else waiting.push(turn)
      return () => end(turn)
    },
  }
}

interface Turn {
  readonly go: () => void
  /** Set while it is under way. */
  timer: NodeJS.Timeout | null
  isOver: boolean
}
