import { randomBytes } from 'node:crypto'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { parseAddress, type StreamAddress } from '../capture/rtsp-address.ts'
import { toAuthorization } from './digest.ts'
import { ProbeFault } from './probe-fault.ts'
import { findVideo, parseReply, type RtspReply } from './rtsp-reply.ts'

const PORTS: Readonly<Record<string, number>> = { 'rtsp:': 554, 'rtsps:': 322 }
const SUPPORTED = ['H264', 'H265', 'HEVC']

/**
 * Asks the camera what it offers, in one connection: first without credentials, then at most once with them (cameras lock
 * an account after five failures). Resolves with the codec's name, or throws the `ProbeFault` that says what is wrong.
 */
export async function describe(
  address: StreamAddress,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string> {
  const url = parseAddress(address)
  const line = openLine(url, timeoutMs, signal)
  try {
    const open = await line.ask(toRequest(address.url, 1, null))
    const reply = open.status === 401 ? await line.ask(answer(open, address)) : open
    return toCodec(reply)
  } finally {
    line.close()
  }
}

function answer({ challenges }: RtspReply, { url, user, password }: StreamAddress): string {
  if (user === '') throw new ProbeFault('unauthorised', { attempts: 0 })
  const cnonce = randomBytes(8).toString('hex')
  const authorization = toAuthorization(challenges, { user, password, method: 'DESCRIBE', uri: url, cnonce })
  if (authorization === null) throw new ProbeFault('unauthorised', { attempts: 0, reason: 'unknown_scheme' })
  return toRequest(url, 2, authorization)
}

const toRequest = (url: string, sequence: number, authorization: string | null): string =>
  [
    `DESCRIBE ${url} RTSP/1.0`,
    `CSeq: ${sequence}`,
    'Accept: application/sdp',
    ...(authorization === null ? [] : [`Authorization: ${authorization}`]),
    '\r\n',
  ].join('\r\n')

function toCodec({ status, body }: RtspReply): string {
  if (status === 401 || status === 403) throw new ProbeFault('unauthorised', { status, attempts: 1 })
  if (status === 404 || status === 410 || status === 454) throw new ProbeFault('not_found', { status })
  if (status !== 200) throw new ProbeFault('unreachable', { status })
  const codecs = findVideo(body)
  if (!codecs) throw new ProbeFault('no_video')
  const codec = codecs.find((name) => SUPPORTED.includes(name))
  if (codec === undefined) throw new ProbeFault('unsupported_codec', { codec: codecs[0] ?? 'unknown' })
  return codec
}

/** One question at a time over one connection; a camera that does not answer in time is unreachable. */
function openLine(url: URL, timeoutMs: number, signal: AbortSignal) {
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (PORTS[url.protocol] ?? 554),
  }
  // Cameras sign their own certificates: TLS here hides the stream from the network, it does not name the camera.
  const socket: Socket =
    url.protocol === 'rtsps:' ? connectTls({ ...target, rejectUnauthorized: false }) : connectTcp(target)
  let failed: Error | null = null
  let reject = (_: Error): void => undefined
  const fail = (error: Error): void => {
    failed ??= error
    reject(failed)
  }
  const lose = (reason: string) => () => fail(new ProbeFault('unreachable', { reason }))
  socket.on('error', (error: NodeJS.ErrnoException) => lose(error.code ?? 'socket')())
  socket.on('close', lose('closed'))
  const timer = setTimeout(lose('timeout'), timeoutMs)
  const abort = (): void => fail(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal.addEventListener('abort', abort, { once: true })
  return {
    ask: (request: string): Promise<RtspReply> =>
      new Promise((resolve, refuse) => {
        if (failed) return refuse(failed)
        reject = refuse
        hearReply(socket, { resolve, lose: lose('not_rtsp') })
        socket.write(request)
      }),
    close(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      socket.destroy()
    },
  }
}

function hearReply(
  socket: Socket,
  { resolve, lose }: { resolve: (reply: RtspReply) => void; lose: () => void },
): void {
  let bytes = Buffer.alloc(0)
  const hear = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk])
    try {
      const reply = parseReply(bytes)
      if (!reply) return
      socket.off('data', hear)
      resolve(reply)
    } catch {
      lose()
    }
  }
  socket.on('data', hear)
}
