/** A decoded picture and the sample it was made from, matched by time stamp. */
export interface PairedFrame<T> {
  readonly pts: number
  /** Valid while `onFrame` runs: the next picture is put together in the same memory. */
  readonly picture: Buffer
  readonly sample: T
}

export interface Pairing<T> {
  /** A sample went into the decoder. */
  fed(pts: number, sample: T): void
  /** Bytes of the picture pipe. */
  pictures(chunk: Buffer): void
  /** Text of the time stamp pipe. */
  stamps(text: string): void
  unmatched(): number
}

/**
 * Puts decoded pictures and samples together. One filter chain writes both pipes, a line and a picture per frame, so
 * the n-th line names the n-th picture; which sample that was, only the time stamp says. A picture whose stamp no sample
 * had is dropped and counted, never guessed.
 */
export function createPairing<T>(pictureBytes: number, onFrame: (frame: PairedFrame<T>) => void): Pairing<T> {
  const samples = new Map<number, T>()
  const cutter = createPictureCutter(pictureBytes)
  const readStamps = createStampReader()
  const stamped: number[] = []
  const whole: Buffer[] = []
  let unmatched = 0

  function match(): void {
    while (whole.length > 0 && stamped.length > 0) {
      const [picture, pts] = [whole.shift(), stamped.shift()]
      if (picture === undefined || pts === undefined) return
      const sample = samples.get(pts)
      // Pictures leave in presentation order: what is older than this one was thinned out.
      for (const fed of samples.keys()) if (fed <= pts) samples.delete(fed)
      if (sample === undefined) unmatched += 1
      else onFrame({ pts, picture, sample })
      cutter.giveBack(picture)
    }
  }

  return {
    fed: (pts, sample) => void samples.set(pts, sample),
    pictures(chunk) {
      cutter.cut(chunk, (picture) => {
        whole.push(picture)
        match()
      })
    },
    stamps(text) {
      stamped.push(...readStamps(text))
      match()
    },
    unmatched: () => unmatched,
  }
}

/** More pictures than this are rarely between the two pipes; the memory of others is let go. */
const mostSpare = 2

/**
 * Fills one picture after the other, in memory that was given back where there is some: a picture is close to a megabyte,
 * and a fresh one each time keeps the garbage collector stopping everything for whole collections.
 */
function createPictureCutter(pictureBytes: number) {
  const spare: Buffer[] = []
  let partial: Buffer = Buffer.allocUnsafe(pictureBytes)
  let filled = 0
  return {
    cut(chunk: Buffer, onPicture: (picture: Buffer) => void): void {
      for (let at = 0; at < chunk.length;) {
        const copied = chunk.copy(partial, filled, at)
        at += copied
        filled += copied
        if (filled < pictureBytes) break
        const picture = partial
        partial = spare.pop() ?? Buffer.allocUnsafe(pictureBytes)
        filled = 0
        onPicture(picture)
      }
    },
    giveBack(picture: Buffer): void {
      if (spare.length < mostSpare) spare.push(picture)
    },
  }
}

/** The `pts` of every line that announces a picture; one without a time stamp reads as NaN and matches nothing. */
function createStampReader(): (text: string) => number[] {
  let partial = ''
  return (text) => {
    const lines = (partial + text).split('\n')
    partial = lines.pop() ?? ''
    return lines.flatMap((line) => {
      const pts = /^frame:\d+\s+pts:(\S+)/.exec(line)?.[1]
      return pts === undefined ? [] : [Number(pts)]
    })
  }
}
