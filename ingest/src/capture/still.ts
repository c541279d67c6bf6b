import { CodedError } from '@sightline/infra/platform/error'
import sharp from 'sharp'
import type { Fragment } from './boxes.ts'
import { createLines } from './child-process.ts'
import { toStillArguments } from './ffmpeg-args.ts'
import type { InitSegment } from './init-segment.ts'
import { type Launch, launchHere } from './program.ts'
import { readClip } from './read-clip.ts'

/** One picture at the stream's full size. */
export interface Still {
  readonly jpeg: Buffer
  readonly widthPx: number
  readonly heightPx: number
  /** The time stamp that ffmpeg gave the picture it wrote; always the one that was asked for. */
  readonly pts: number
}

/** A decoder that takes longer than this over one group of pictures is stuck. */
const DECODE_MS = 30_000

/**
 * The picture of exactly this time stamp out of a clip (`init` + fragments of one connection), decoded from the key
 * frame before it. `still_not_found` where the clip has no such sample; never a neighbour of it.
 */
export async function decodeStill({
  ffmpegPath,
  path,
  pts,
}: {
  ffmpegPath: string
  path: string
  pts: number
}) {
  const { init, group } = await findGroup(path, pts)
  if (!init || !group) throw new CodedError('still_not_found', { path, pts })
  return decodeJpeg({ ffmpegPath, init, fragments: group, pts })
}

/** The fragments from the key frame at or before a time stamp's up to the next one: with B frames, a picture may need samples that were sent after it. */
async function findGroup(path: string, pts: number) {
  let init: InitSegment | null = null
  let group: Fragment[] = []
  const holds = (): boolean => group[0]?.isKey === true && group.some((fragment) => fragment.pts === pts)
  for await (const { events } of readClip(path)) {
    for (const event of events) {
      if (event.kind === 'init') init = event.init
      else if (!event.fragment.isKey) group.push(event.fragment)
      else if (holds()) return { init, group }
      else group = [event.fragment]
    }
  }
  return { init, group: holds() ? group : null }
}

/** The picture of one key frame: a snapshot without touching the connection. */
export async function decodePicture(options: {
  ffmpegPath: string
  launch?: Launch
  init: InitSegment
  fragment: Fragment
}) {
  const { fragment, ...rest } = options
  return decodeJpeg({ ...rest, fragments: [fragment], pts: fragment.pts })
}

interface JpegRequest {
  readonly ffmpegPath: string
  /** Who starts it. Default: this process. */
  readonly launch?: Launch
  readonly init: InitSegment
  readonly fragments: readonly Fragment[]
  readonly pts: number
}

async function decodeJpeg({ launch = launchHere, ...request }: JpegRequest): Promise<Still> {
  const { ffmpegPath, init, fragments, pts } = request
  const pictures: Buffer[] = []
  let stamps = ''
  const { take, lines } = createLines()
  const ffmpeg = launch(ffmpegPath, toStillArguments(pts), {
    stdout: (chunk) => void pictures.push(chunk),
    stderr: take,
    third: (text) => void (stamps += text),
  })
  const timer = setTimeout(ffmpeg.kill, DECODE_MS)
  try {
    ffmpeg.write(Buffer.concat([init.bytes, ...fragments.map(({ bytes }) => bytes)]))
    ffmpeg.end()
    await ffmpeg.closed
  } finally {
    clearTimeout(timer)
    await ffmpeg.stop()
  }
  const jpeg = Buffer.concat(pictures)
  const stamped = Number(/\bpts:(-?\d+)/.exec(stamps)?.[1] ?? Number.NaN)
  if (jpeg.length === 0 || stamped !== pts) {
    throw new CodedError('still_not_decoded', { pts, stamped: String(stamped), lines: lines() })
  }
  const { width, height } = await sharp(jpeg).metadata()
  return { jpeg, widthPx: width, heightPx: height, pts: stamped }
}
