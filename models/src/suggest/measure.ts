import type { Size } from '../letterbox.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { plain } from '../raster/raster.ts'
import { createDetector, type Detector } from '../session/detector.ts'

/** Of a camera. */
const picture: Size = { width: 1920, height: 1080 }
/** The first looks lay out memory. */
const warmUp = 3

export interface Rate {
  readonly lookMs: number
  readonly looksPerSecond: number
}

export interface MeasureOptions {
  /** Threads, one session each, as a worker has them. */
  readonly threads: number
  readonly seconds: number
}

/** The model as a worker runs it, one frame after the other on every thread at once. What it sees does not matter: its time is the same. */
export async function measureModel(
  model: PreparedModel,
  { threads, seconds }: MeasureOptions,
): Promise<Rate> {
  const detector = await createDetector({ model, workers: threads })
  const frame = plain(model.manifest.input, 127).data
  const sources = Array.from({ length: threads }, (_, i) => `source-${i}`)
  try {
    await lookOn(detector, { sources, frame, isOver: (looks) => looks >= warmUp })
    const began = performance.now()
    const isOver = () => performance.now() - began >= seconds * 1000
    const times = await lookOn(detector, { sources, frame, isOver })
    const lookMs = times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN
    return { lookMs, looksPerSecond: (times.length * 1000) / (performance.now() - began) }
  } finally {
    await detector.close()
  }
}

interface Feed {
  readonly sources: readonly string[]
  readonly frame: Uint8Array
  /** Asked after each look of a source, of which there were so many. */
  readonly isOver: (looks: number) => boolean
}

/** How long each look took, of all sources at once, each fed as soon as its look is over; ms. */
async function lookOn(detector: Detector, { sources, frame, isOver }: Feed): Promise<number[]> {
  const feed = async (source: string): Promise<number[]> => {
    const times: number[] = []
    do {
      const look = await detector.submit(source, frame, picture)
      if (look.kind === 'detections') times.push(look.ms)
    } while (!isOver(times.length))
    return times
  }
  return (await Promise.all(sources.map(feed))).flat()
}
