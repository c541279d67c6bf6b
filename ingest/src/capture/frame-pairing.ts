/** A decoded picture and the sample it was made from, matched by time stamp. */
export interface PairedFrame<T> {
  readonly pts: number
  readonly picture: Buffer
  readonly sample: T
}

export interface Pairing<T> {
  /** A sample went into the decoder. */
  fed(pts: number, sample: T): void
  /** Bytes of the picture pipe. */
  pictures(chunk: Buffer): PairedFrame<T>[]
  /** Text of the time stamp pipe. */
  stamps(text: string): PairedFrame<T>[]
  unmatched(): number
}

/**
 * Puts decoded pictures and samples together. One filter chain writes both pipes, a line and a picture per frame, so
 * the n-th line names the n-th picture; which sample that was, only the time stamp says. A picture whose stamp no sample
 * had is dropped and counted, never guessed.
 */
export function createPairing<T>(pictureBytes: number): Pairing<T> {
  const samples = new Map<number, T>()
  const cutPictures = createPictureCutter(pictureBytes)
  const readStamps = createStampReader()
  const stamped: number[] = []
  const whole: Buffer[] = []
  let unmatched = 0

  function match(): PairedFrame<T>[] {
    const frames: PairedFrame<T>[] = []
    for (const picture of whole.splice(0, Math.min(whole.length, stamped.length))) {
      const pts = stamped.shift() ?? Number.NaN
      const sample = samples.get(pts)
      if (sample === undefined) unmatched += 1
      else frames.push({ pts, picture, sample })
      // Pictures leave in presentation order: what is older than this one was thinned out.
      for (const fed of samples.keys()) if (fed <= pts) samples.delete(fed)
    }
    return frames
  }

  return {
    fed: (pts, sample) => void samples.set(pts, sample),
    pictures(chunk) {
      whole.push(...cutPictures(chunk))
      return match()
    },
    stamps(text) {
      stamped.push(...readStamps(text))
      return match()
    },
    unmatched: () => unmatched,
  }
}

/** Fills one picture after the other; each gets a buffer of its own, since its reader may keep it. */
function createPictureCutter(pictureBytes: number): (chunk: Buffer) => Buffer[] {
  let partial = Buffer.allocUnsafe(pictureBytes)
  let filled = 0
  return (chunk) => {
    const whole: Buffer[] = []
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(partial, filled, at)
      at += copied
      filled += copied
      if (filled < pictureBytes) break
      whole.push(partial)
      partial = Buffer.allocUnsafe(pictureBytes)
      filled = 0
    }
    return whole
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
