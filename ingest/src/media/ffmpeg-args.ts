import ffmpeg from 'fluent-ffmpeg'
import type { Turn } from '@sightline/detectors/geometry/turn'
import { turnFilter } from '@sightline/models/raster/turn-filter'

export interface DecodeShape {
  /** The model's letterbox, as ffmpeg filters; it must end at `width` x `height`. */
  readonly filter: string
  /** The most pictures a second that leave the decoder. */
  readonly fps: number
}

/**
 * Fragments on stdin; rgb24 pictures on stdout; a line with the time stamp of each on pipe 3. The select filter, not
 * fps, thins the pictures out: fps would write new time stamps. Both `-threads 1` matter: with frame threads the decoder
 * holds pictures back, and so does the rawvideo encoder (a whole GOP of delay when only key frames are fed).
 */
export function toDecodeArguments({ filter, fps }: DecodeShape): string[] {
  const apart = (1 / fps - 0.005).toFixed(4)
  const thinned = `select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,${apart})`
  return ffmpeg()
    .input('pipe:0')
    .inputOptions(FROM_FRAGMENTS)
    .noAudio()
    .videoFilters([thinned, filter, TIME_STAMPS].join(','))
    .outputOptions(['-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-threads', '1', '-flush_packets', '1'])
    .format('rawvideo')
    .output('pipe:1')
    ._getArguments()
    .toSpliced(0, 0, ...QUIET)
}

/** Before the arguments of a decoder: it ends at a picture it knows it could not decode whole, and does not hand it on. */
export const UNTIL_DAMAGED: readonly string[] = ['-xerror']

/** Fragments on stdin; the one picture with exactly this time stamp, turned, as a full-size JPEG on stdout, its stamp on pipe 3. */
export function toStillArguments(pts: number, turn: Turn = 0): string[] {
  const turned = turnFilter(turn)
  const filters = [`select=eq(pts\\,${pts})`, ...(turned ? [turned] : []), 'scale=out_range=pc', TIME_STAMPS]
  return ffmpeg()
    .input('pipe:0')
    .inputOptions(FROM_FRAGMENTS)
    .noAudio()
    .videoFilters(filters.join(','))
    .outputOptions(['-fps_mode', 'passthrough', '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '2'])
    .outputOptions(['-pix_fmt', 'yuvj420p', '-threads', '1'])
    .format('image2pipe')
    .output('pipe:1')
    ._getArguments()
    .toSpliced(0, 0, ...QUIET)
}

/** Before all arguments: only errors are said. */
const QUIET: readonly string[] = ['-hide_banner', '-nostats', '-v', 'error']
const FROM_FRAGMENTS = [
  '-probesize',
  '32',
  '-analyzeduration',
  '0',
  '-flags',
  'low_delay',
  '-threads',
  '1',
  '-copyts',
  '-ignore_editlist',
  '1',
  '-f',
  'mp4',
]
// Three levels of unescaping; and Node's extra pipes are sockets, which /dev/fd/3 cannot open but pipe:3 can.
const TIME_STAMPS = 'metadata=mode=add:key=k:value=1,metadata=mode=print:direct=1:file=pipe\\\\\\:3'
