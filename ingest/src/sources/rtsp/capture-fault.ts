import type { Facts } from '@sightline/infra/platform/error'
import { CodedError } from '@sightline/infra/platform/error'

/** Why a stream ended. Every stream ends in one of these; there is no normal end. */
export type FaultCode =
  | 'auth'
  | 'digest'
  | 'elsewhere'
  | 'not_allowed'
  | 'declined'
  | 'no_tcp'
  | 'refused'
  | 'not_found'
  | 'network'
  | 'no_video'
  | 'codec'
  | 'silence'
  | 'ended'
  | 'media_time'
  | 'picture_changed'
  | 'no_picture'
  | 'no_key_frame'

/** A stream's failure: its class decides how long to wait. `detail` is ffmpeg's own words without addresses and secrets. */
export class CaptureFault extends CodedError {
  override readonly name: string = 'CaptureFault'
  declare readonly code: FaultCode
  readonly detail: string

  constructor(code: FaultCode, detail: string, facts: Facts = {}) {
    super(code, facts, { text: detail })
    this.detail = detail
  }
}

/** What an answer of the device means that is not 200: it is there, so that this is never the network's fault. */
export function faultOfStatus(status: number): FaultCode {
  if (status === 401 || status === 403) return 'auth'
  if (status === 404 || status === 410 || status === 454) return 'not_found'
  return status === 461 ? 'no_tcp' : 'declined'
}

/** What ffmpeg (5 to 7) and its RTSP client say, first match wins: a wrong password must never be taken for a bad network. */
const SAYINGS: readonly (readonly [RegExp, FaultCode])[] = [
  [/failed: 40[13]|Server returned 40[13]/, 'auth'],
  [/failed: (404|410|454)|Server returned 404/, 'not_found'],
  [/failed: 461/, 'no_tcp'],
  [/failed: (4\d\d|5\d\d)|Server returned (4|5)/, 'declined'],
  [/Connection refused/, 'refused'],
  [
    /unreachable|No route|timed out|resolve|Name or service|not known|reset by peer|Broken pipe|Network is/i,
    'network',
  ],
  // The muxer has no picture size to write because no picture came: that is silence, whatever it calls it.
  [/dimensions not set|unspecified size/, 'silence'],
  [/matches no streams/, 'no_video'],
  [
    /codec parameters|not currently supported|Could not find tag|Could not write header|Invalid data/i,
    'codec',
  ],
]

/** The class of an ended ffmpeg by its last lines; `ended` where it says nothing (a server that closes is no error to it). */
export function classifyExit(lines: readonly string[]): CaptureFault {
  const detail = lines.slice(-3).join(' | ')
  const found = SAYINGS.find(([saying]) => lines.some((line) => saying.test(line)))
  return new CaptureFault(found?.[1] ?? 'ended', detail || 'the stream ended')
}
