/** A whole RTSP answer. */
export interface RtspReply {
  readonly status: number
  /** Every `WWW-Authenticate`, in the server's order. */
  readonly challenges: readonly string[]
  readonly location: string | null
  readonly session: string | null
  /** Where a description's relative addresses begin. */
  readonly base: string | null
  readonly body: string
  /** Bytes from the begin of what was received to the end of the answer. */
  readonly bytes: number
}

const LONGEST_REPLY = 64 << 10

/**
 * Reads an answer (RFC 2326 §7), or null while it is incomplete; throws on what is no RTSP at all. As forgiving as ffmpeg:
 * data of another session before the answer is skipped, and lines may end without a carriage return.
 */
export function parseReply(received: Buffer): RtspReply | null {
  const bytes = skipData(received)
  if (bytes.length > LONGEST_REPLY || (bytes.length >= 5 && bytes.toString('latin1', 0, 5) !== 'RTSP/')) {
    throw new Error('The answer is not RTSP')
  }
  const text = bytes.toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  if (!end) return null
  const [first = '', ...lines] = text.slice(0, end.index).split(/\r?\n/)
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
  })
  const valueOf = (wanted: string): string | null => headers.find(([name]) => name === wanted)?.[1] ?? null
  const from = end.index + end[0].length
  const length = Number(valueOf('content-length') ?? 0)
  if (bytes.length < from + length) return null
  return {
    status: Number(first.split(' ')[1]),
    challenges: headers.flatMap(([name, value]) => (name === 'www-authenticate' ? [value] : [])),
    location: valueOf('location'),
    session: valueOf('session'),
    base: valueOf('content-base'),
    body: bytes.toString('utf8', from, from + length),
    bytes: received.length - bytes.length + from + length,
  }
}

/** Without the interleaved packets (RFC 2326 §10.12) at its begin; empty while one of them is incomplete. */
function skipData(bytes: Buffer): Buffer {
  let at = 0
  while (bytes[at] === 0x24) at = bytes.length < at + 4 ? bytes.length : at + 4 + bytes.readUInt16BE(at + 2)
  return bytes.subarray(at)
}

/** The encodings of a description's first video track (`H264`, `H265`, …), upper case; null where it has no video. */
export function findVideo(sdp: string): readonly string[] | null {
  const section = sdp.split(/^(?=m=)/m).find((part) => part.startsWith('m=video'))
  if (section === undefined) return null
  const names = [...section.matchAll(/^a=rtpmap:\d+ ([^\s/]+)/gm)].map(([, name = '']) => name.toUpperCase())
  // Payload type 26 needs no rtpmap (RFC 3551 §6).
  return names.length === 0 && /^m=video \S+ \S+ 26\b/.test(section) ? ['JPEG'] : names
}
