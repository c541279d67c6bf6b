import { routes } from '@sightline/api/contract/routes'
import { addressOf, toFailure } from '../api/client.ts'
import { ApiFailure, type FailureCode } from '../api/failure.ts'

/** Older than this, a picture is not called live, ms. With the looking four times a second it is seen within 5 s. */
const staleMs = 4_000
const lookEveryMs = 250
/** Further behind the newest fragment than this, the picture jumps to near it, s. */
const maxBehind = 2
const edge = 0.3
/** Somewhat behind, it runs a little faster until it is near again. */
const catchUp = { from: 0.8, rate: 1.1 }
/** What has been shown is kept for so long, s. */
const keepBehind = 10

export interface Picture {
  /** Capture time of the picture that is on the screen, epoch ms by the server. */
  readonly at: number
  readonly ageMs: number
}
/** How a play ended. */
export type PlayEnd =
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'unsupported'; readonly codec: string }

export interface Play {
  readonly video: HTMLVideoElement
  readonly sourceId: string
  /** The server's time, epoch ms. */
  readonly now: () => number
  readonly onPicture: (picture: Picture) => void
}

/** Plays a source's live view until it ends, is refused, grows stale or the signal aborts. */
export async function playLive(play: Play, signal: AbortSignal): Promise<PlayEnd> {
  const stop = new AbortController()
  signal.addEventListener('abort', () => stop.abort(), { signal: stop.signal })
  try {
    const address = addressOf(routes.sources.live, { id: play.sourceId })
    const response = await fetch(address, { signal: stop.signal })
    if (!response.ok || !response.body) throw await toFailure(response)
    const codec = response.headers.get('x-codecs') ?? ''
    const buffer = await openBuffer(play.video, `video/mp4; codecs="${codec}"`)
    if (!buffer) return { kind: 'unsupported', codec }
    await show(play, { body: response.body, buffer, stop })
    return { kind: 'interrupted' }
  } catch (error) {
    return error instanceof ApiFailure ? { kind: 'refused', code: error.code } : { kind: 'interrupted' }
  } finally {
    stop.abort()
  }
}

interface Showing {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly buffer: SourceBuffer
  readonly stop: AbortController
}

/** Appends what comes. The age is that of the picture that was last presented: whatever hangs on the way, it grows. */
async function show({ video, now, onPicture }: Play, { body, buffer, stop }: Showing): Promise<void> {
  const readStamp = createStampReader()
  const openedAt = now()
  let zeroAt: number | null = null
  let at: number | null = null
  const presented: VideoFrameRequestCallback = (_, { mediaTime }) => {
    if (zeroAt !== null) at = zeroAt + mediaTime * 1000
    if (!stop.signal.aborted) video.requestVideoFrameCallback(presented)
  }
  video.requestVideoFrameCallback(presented)
  const timer = setInterval(() => {
    const ageMs = now() - (at ?? openedAt)
    if (ageMs > staleMs) stop.abort()
    else if (at !== null) onPicture({ at, ageMs: Math.max(0, ageMs) })
  }, lookEveryMs)
  stop.signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  const reader = body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const newest = readStamp(read.value)
    buffer.appendBuffer(read.value)
    await settled(buffer, stop.signal)
    await tend(video, buffer, stop.signal)
    if (newest !== null && video.buffered.length > 0) zeroAt = newest - endOf(video.buffered) * 1000
  }
}

/** Opens the buffer for a codec; null where this browser cannot play it. */
async function openBuffer(video: HTMLVideoElement, type: string): Promise<SourceBuffer | null> {
  if (!('MediaSource' in window) || !MediaSource.isTypeSupported(type)) return null
  const media = new MediaSource()
  const opened = new Promise((done) => media.addEventListener('sourceopen', done, { once: true }))
  const address = URL.createObjectURL(media)
  video.src = address
  await opened
  URL.revokeObjectURL(address)
  media.duration = Infinity
  return media.addSourceBuffer(type)
}

/** The buffer is ready for more; throws where it will not be. */
function settled(buffer: SourceBuffer, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    buffer.addEventListener('updateend', () => done(), { once: true })
    buffer.addEventListener('error', () => fail(new Error('the picture cannot be decoded')), { once: true })
    signal.addEventListener('abort', () => fail(new Error('stopped')), { once: true })
  })
}

const endOf = (ranges: TimeRanges): number => ranges.end(ranges.length - 1)

/** Keeps the picture near the newest fragment, also across a gap that was dropped on the way, and the buffer small. */
async function tend(video: HTMLVideoElement, buffer: SourceBuffer, signal: AbortSignal): Promise<void> {
  const { buffered } = video
  if (buffered.length === 0) return
  const [start, end] = [buffered.start(buffered.length - 1), endOf(buffered)]
  const isOff = video.currentTime < start || end - video.currentTime > maxBehind
  if (isOff) video.currentTime = Math.max(start, end - edge)
  video.playbackRate = end - video.currentTime > catchUp.from ? catchUp.rate : 1
  if (video.currentTime - buffered.start(0) > 2 * keepBehind) {
    buffer.remove(0, video.currentTime - keepBehind)
    await settled(buffer, signal)
  }
}

/** NTP counts from 1900 (RFC 5905 §6). */
const ntpEpochSeconds = 2_208_988_800
const prft = 0x70726674
/** A `prft` box of version 1 is as long as this; no other is looked into. */
const headBytes = 32

/**
 * Reads a live view however it was chunked: the capture time of the newest fragment begun so far (epoch ms), from the
 * `prft` box that the worker puts in front of each (ISO/IEC 14496-12 §8.16.5). Throws on what is not MP4.
 */
export function createStampReader(): (chunk: Uint8Array) => number | null {
  let rest = new Uint8Array(0)
  let skip = 0
  let newest: number | null = null
  return (chunk) => {
    const bytes = new Uint8Array(rest.length + chunk.length)
    bytes.set(rest)
    bytes.set(chunk, rest.length)
    const view = new DataView(bytes.buffer)
    let at = skip
    while (at + headBytes <= bytes.length) {
      const size = view.getUint32(at)
      if (size < 8) throw new Error('the live view is not MP4')
      if (view.getUint32(at + 4) === prft)
        newest =
          (view.getUint32(at + 16) - ntpEpochSeconds) * 1000 + (view.getUint32(at + 20) * 1000) / 2 ** 32
      at += size
    }
    skip = Math.max(0, at - bytes.length)
    rest = bytes.slice(Math.min(at, bytes.length))
    return newest
  }
}
