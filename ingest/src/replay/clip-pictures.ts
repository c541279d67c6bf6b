import { once } from 'node:events'
import { CodedError } from '@sightline/infra/platform/error'
import type { Fragment } from '../media/boxes.ts'
import { endProcess } from '../media/child-process.ts'
import { toDecodeArguments, type DecodeShape } from '../media/ffmpeg-args.ts'
import { createPairing } from '../media/frame-pairing.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { spawnPictures, type PictureProcess } from '../media/picture-process.ts'

/** A picture of a clip, rgb24, with the fragment it was decoded from. */
export interface ClipPicture {
  readonly fragment: Fragment
  readonly picture: Buffer
}

export interface ClipSource extends DecodeShape {
  readonly ffmpegPath: string
  readonly init: InitSegment
  readonly fragments: Iterable<Fragment> | AsyncIterable<Fragment>
  readonly width: number
  readonly height: number
}

/** A rate that thins nothing out. */
export const everyPicture = 1000

/**
 * The pictures of a clip by the decoder that looks at live streams, but none left out for want of time: it waits for whoever
 * takes them. In the order in which they are shown. `clip_not_decoded` where not one comes out.
 */
export async function* picturesOf(source: ClipSource): AsyncGenerator<ClipPicture> {
  const { width, height } = source
  const ffmpeg = spawnPictures(source.ffmpegPath, toDecodeArguments(source))
  let ready: ClipPicture[] = []
  let count = 0
  const pairing = createPairing<Fragment>(width * height * 3, ({ picture, sample: fragment }) => {
    ready.push({ fragment, picture: Buffer.from(picture) })
  })
  ffmpeg.stamps.on('data', (text: string) => pairing.stamps(text))
  const fed = feed(ffmpeg, source, pairing.fed)
  // It is waited for below; a failure before that must not count as one that nobody heard.
  fed.catch(() => undefined)
  const take = (): readonly ClipPicture[] => {
    const taken = ready
    ready = []
    count += taken.length
    return taken
  }
  try {
    for await (const chunk of ffmpeg.pictures) {
      pairing.pictures(chunk as Buffer)
      yield* take()
    }
    await fed
    await ffmpeg.closed
    yield* take()
  } finally {
    await endProcess(ffmpeg.child, ffmpeg.closed)
  }
  if (count === 0) throw new CodedError('clip_not_decoded', { lines: ffmpeg.lines() })
}

async function feed(
  { input, closed }: PictureProcess,
  { init, fragments }: ClipSource,
  told: (pts: number, fragment: Fragment) => void,
): Promise<void> {
  input.write(init.bytes)
  for await (const fragment of fragments) {
    told(fragment.pts, fragment)
    if (input.destroyed) return
    if (!input.write(fragment.bytes)) await Promise.race([once(input, 'drain'), closed])
  }
  input.end()
}
