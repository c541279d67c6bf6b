import { systemClock } from '@sightline/infra/platform/clock'
import {
  type OddCamera,
  type OddMounts,
  startOddCamera,
} from '../../../../infra/dev/odd-camera/odd-camera.ts'
import { filmCache } from '../../../../infra/dev/simulator/film-cache.ts'
import { type CaptureDeps, runCapture, type Sample } from '../../sources/rtsp/capture.ts'
import { CaptureFault } from '../../sources/rtsp/capture-fault.ts'
import type { InitSegment } from '../init-segment.ts'
import { boxesIn } from '../iso-box.ts'
import { ffmpegPath, until } from './media.ts'

/** An odd camera with these mounts; its films are drawn once for all test runs. */
export const openOddCamera = (mounts: OddMounts): Promise<OddCamera> =>
  startOddCamera({ cacheDir: filmCache, ffmpegPath }, mounts)

/** One connection to an address, and everything that came on it. */
export function listenTo(
  url: string,
  deps: Partial<Pick<CaptureDeps, 'silenceMs' | 'connectMs' | 'admit'>> = {},
) {
  const inits: InitSegment[] = []
  const samples: Sample[] = []
  const jumps: number[] = []
  const sink = {
    init: (init: InitSegment) => void inits.push(init),
    sample: (sample: Sample) => void samples.push(sample),
    clockJumped: (byMs: number) => void jumps.push(byMs),
  }
  const stop = new AbortController()
  let fault: CaptureFault | null = null
  const ended = runCapture(
    { ffmpegPath, clock: systemClock, sink, ...deps },
    { url, user: '', password: '' },
    stop.signal,
  ).catch((error: unknown) => {
    if (error instanceof CaptureFault) fault = error
    else if (!stop.signal.aborted) throw error
  })
  return {
    inits,
    samples,
    jumps,
    fault: () => fault,
    /** Waits until so much is there or the connection ended. */
    come: (name: string, holds: () => boolean, ms = 30_000) =>
      until(name, () => holds() || fault !== null, ms),
    async stop() {
      stop.abort()
      await ended
    },
  }
}

/** The last NAL unit of a sample, without the zeros that ffmpeg leaves behind it: the slice by which the camera's log knows it. */
export function sliceOf({ bytes }: Pick<Sample, 'bytes'>): string {
  let slice: Buffer = Buffer.alloc(0)
  for (const { type, start, end } of boxesIn(bytes, 0, bytes.length))
    if (type === 'mdat')
      for (let at = start; at + 4 < end; at += 4 + bytes.readUInt32BE(at))
        slice = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at))
  let end = slice.length
  while (slice[end - 1] === 0) end -= 1
  return slice.toString('latin1', 0, end)
}
