import type { Turn } from '@sightline/detectors/geometry/turn'
import { CodedError } from '@sightline/infra/platform/error'
import sharp from 'sharp'
import type { Fragment } from './boxes.ts'
import { createLines } from './child-process.ts'
import { toStillArguments } from './ffmpeg-args.ts'
import type { InitSegment } from './init-segment.ts'
import { type Launch, launchHere } from './program.ts'
import { readClip } from './read-clip.ts'
import { mostRuns, stillRuns } from './still-runs.ts'

/** One picture at the stream's full size. */
export interface Still {
  readonly jpeg: Buffer
  readonly widthPx: number
  readonly heightPx: number
  /** The time stamp that ffmpeg gave the picture it wrote; always the one that was asked for. */
  readonly pts: number
}

/** All that is decoded for one still: who takes longer is stuck, or the machine is far too busy for it, ms. */
const DECODE_MS = 20_000

interface ClipStill {
  readonly ffmpegPath: string
  /** As the source's pictures are turned. */
  readonly turn?: Turn
  readonly path: string
  readonly pts: number
}

/**
 * The picture of exactly this time stamp out of a clip (`init` + fragments of one connection), decoded from the nearest key
 * frame that gives it. `still_not_found` where the clip has no such sample; never a neighbour of it. `still_too_far` where
 * the key frame is too many pictures away to be decoded in time, `still_too_slow` where it turned out so.
 */
export async function decodeStill({ ffmpegPath, path, pts, turn = 0 }: ClipStill): Promise<Still> {
  const { init, fragments } = await readUpTo(path, pts)
  if (!init || fragments.length === 0) throw new CodedError('still_not_found', { path, pts })
  const runs = stillRuns(fragments, init)
  const facts = { pts, pictures: fragments.length, width: init.width, height: init.height }
  let failed = new CodedError('still_too_far', facts)
  const until = performance.now() + DECODE_MS
  for (const run of runs) {
    try {
      const withinMs = until - performance.now()
      return await decodeJpeg({ ffmpegPath, init, fragments: run, pts, turn, withinMs })
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'still_not_decoded') throw error
      failed = error
    }
  }
  throw failed
}

/**
 * The last groups of a clip up to the fragment with this time stamp, none where there is no such. What is sent after it is
 * not needed: at its input's end a decoder gives out all that it holds.
 */
async function readUpTo(path: string, pts: number) {
  let init: InitSegment | null = null
  let groups: Fragment[][] = []
  for await (const { events } of readClip(path)) {
    for (const event of events) {
      if (event.kind === 'init') {
        init = event.init
        continue
      }
      if (event.fragment.isKey) groups = [...groups.slice(1 - mostRuns), []]
      groups.at(-1)?.push(event.fragment)
      if (event.fragment.pts === pts) return { init, fragments: groups.flat() }
    }
  }
  return { init, fragments: [] }
}

/** The picture of one key frame: a snapshot without touching the connection. */
export async function decodePicture(options: {
  ffmpegPath: string
  launch?: Launch
  init: InitSegment
  fragment: Fragment
  turn?: Turn
}) {
  const { fragment, turn = 0, ...rest } = options
  return decodeJpeg({ ...rest, turn, fragments: [fragment], pts: fragment.pts, withinMs: DECODE_MS })
}

interface JpegRequest {
  readonly ffmpegPath: string
  /** Who starts it. Default: this process. */
  readonly launch?: Launch
  readonly init: InitSegment
  readonly fragments: readonly Fragment[]
  readonly pts: number
  readonly turn: Turn
  readonly withinMs: number
}

async function decodeJpeg({ launch = launchHere, ...request }: JpegRequest): Promise<Still> {
  const { ffmpegPath, init, fragments, pts, turn, withinMs } = request
  const pictures: Buffer[] = []
  let stamps = ''
  let isLate = false
  const { take, lines } = createLines()
  const ffmpeg = launch(ffmpegPath, toStillArguments(pts, turn), {
    stdout: (chunk) => void pictures.push(chunk),
    stderr: take,
    third: (text) => void (stamps += text),
  })
  const timer = setTimeout(() => {
    isLate = true
    ffmpeg.kill()
  }, withinMs)
  try {
    ffmpeg.write(Buffer.concat([init.bytes, ...fragments.map(({ bytes }) => bytes)]))
    ffmpeg.end()
    await ffmpeg.closed
  } finally {
    clearTimeout(timer)
    await ffmpeg.stop()
  }
  if (isLate) throw new CodedError('still_too_slow', { pts, pictures: fragments.length, withinMs })
  const jpeg = Buffer.concat(pictures)
  const stamped = Number(/\bpts:(-?\d+)/.exec(stamps)?.[1] ?? Number.NaN)
  if (jpeg.length === 0 || stamped !== pts) {
    throw new CodedError('still_not_decoded', { pts, stamped: String(stamped), lines: lines() })
  }
  const { width, height } = await sharp(jpeg).metadata()
  return { jpeg, widthPx: width, heightPx: height, pts: stamped }
}
