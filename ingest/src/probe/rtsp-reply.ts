/** A whole RTSP answer. */
export interface RtspReply {
  readonly status: number
  /** Every `WWW-Authenticate`, in the server's order. */
  readonly challenges: readonly string[]
  readonly body: string
}

const LONGEST_REPLY = 64 << 10

/** Reads an answer (RFC 2326 §7), or null while it is incomplete; throws on what is no RTSP at all. */
export function parseReply(bytes: Buffer): RtspReply | null {
  if (bytes.length > LONGEST_REPLY || (bytes.length >= 5 && bytes.toString('latin1', 0, 5) !== 'RTSP/')) {
    throw new Error('The answer is not RTSP')
  }
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
  })
  const length = Number(headers.find(([name]) => name === 'content-length')?.[1] ?? 0)
  if (bytes.length < end + 4 + length) return null
  return {
    status: Number(first.split(' ')[1]),
    challenges: headers.flatMap(([name, value]) => (name === 'www-authenticate' ? [value] : [])),
    body: bytes.toString('utf8', end + 4, end + 4 + length),
  }
}

/** The encodings of a description's first video track (`H264`, `H265`, …), upper case; null where it has no video. */
export function findVideo(sdp: string): readonly string[] | null {
  const section = sdp.split(/^(?=m=)/m).find((part) => part.startsWith('m=video'))
  if (section === undefined) return null
  const names = [...section.matchAll(/^a=rtpmap:\d+ ([^\s/]+)/gm)].map(([, name = '']) => name.toUpperCase())
  // Payload type 26 needs no rtpmap (RFC 3551 §6).
  return names.length === 0 && /^m=video \S+ \S+ 26\b/.test(section) ? ['JPEG'] : names
}
