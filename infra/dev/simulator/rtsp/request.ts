/** One RTSP request. Header names are lower case. */
export interface RtspRequest {
  readonly method: string
  readonly url: string
  /** The address without host, query, track and trailing slash: `/camera/main`. */
  readonly path: string
  readonly headers: ReadonlyMap<string, string>
}

const pathOf = (url: string): string =>
  '/' +
  url
    .replace(/^rtsps?:\/\/[^/]*\/?/i, '')
    .replace(/\?.*$/, '')
    .replace(/\/?(trackID=\d+)?\/?$/, '')

function parseHead(head: string): RtspRequest {
  const [line = '', ...rest] = head.split('\r\n')
  const [method = '', url = ''] = line.split(' ')
  const headers = new Map(
    rest.map((text) => {
      const colon = text.indexOf(':')
      return [text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()]
    }),
  )
  return { method, url, path: pathOf(url), headers }
}

/** More than this before a request is complete is no RTSP client. */
const maxPending = 64 * 1024

/** Collects bytes into requests, and the interleaved frames a client sends back: receiver reports, and what is to be heard. */
export function createRequestReader(
  onRequest: (request: RtspRequest) => void,
  onFrame: (channel: number, payload: Buffer) => void = () => undefined,
): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0)
  const takeFrame = (): boolean => {
    const length = pending.length >= 4 ? 4 + pending.readUInt16BE(2) : Infinity
    if (pending.length < length) return false
    onFrame(pending.readUInt8(1), pending.subarray(4, length))
    pending = pending.subarray(length)
    return true
  }
  const takeRequest = (): boolean => {
    const end = pending.indexOf('\r\n\r\n')
    if (end < 0) return false
    const request = parseHead(pending.toString('utf8', 0, end))
    const length = end + 4 + Number(request.headers.get('content-length') ?? 0)
    if (!(pending.length >= length)) return false
    pending = pending.subarray(length)
    onRequest(request)
    return true
  }
  return (chunk) => {
    pending = Buffer.concat([pending, chunk])
    if (pending.length > maxPending) throw new Error('rtsp_request_too_long')
    while (pending.length > 0 && (pending[0] === 0x24 ? takeFrame() : takeRequest()));
  }
}
