import { CodedError } from '@sightline/infra/platform/error'
import type { InitSegment } from '../media/init-segment.ts'
import { remux } from '../replay/remux.ts'
import type { Sample } from '../sources/rtsp/capture.ts'

/** A film as its camera would have sent it: what a connection begins with, then every picture with its capture time. */
export interface FilmSamples {
  readonly init: InitSegment
  readonly samples: AsyncGenerator<Sample>
}

interface Filmed {
  readonly ffmpegPath: string
  readonly file: string
  /** How often it is shown in a row. */
  readonly rounds: number
  /** Capture time of its first picture, epoch ms. */
  readonly startAt: number
}

/** Opens the film; `video_unreadable` where it cannot be read. */
export async function openFilm({ ffmpegPath, file, rounds, startAt }: Filmed): Promise<FilmSamples> {
  const events = remux(ffmpegPath, file, rounds)
  const first = await events.next()
  if (first.done || first.value.kind !== 'init') throw new CodedError('video_unreadable', { file })
  const { init } = first.value
  async function* samples(): AsyncGenerator<Sample> {
    let firstPts: number | null = null
    for await (const event of events) {
      if (event.kind !== 'fragment') continue
      const { fragment } = event
      firstPts ??= fragment.pts
      const at = startAt + Math.round(((fragment.pts - firstPts) * 1000) / init.timescale)
      // Nobody records it, so that nobody asks for its hash.
      yield { ...fragment, at, arrivedAt: at, sha256: '', clock: { source: 'camera-ntp', offsetMs: 0 } }
    }
  }
  return { init, samples: samples() }
}
