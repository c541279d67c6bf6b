import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { CaptureFault } from './capture-fault.ts'
import { parseReply, type RtspReply } from './rtsp-reply.ts'

const PORTS: Readonly<Record<string, number>> = { 'rtsp:': 554, 'rtsps:': 322 }

export const portOf = (url: URL): number => Number(url.port) || (PORTS[url.protocol] ?? 554)

/** Whom to connect to; an IPv6 address stands in brackets in a URL, and without them in a socket's address. */
export const toTarget = (url: URL): { host: string; port: number } => ({
  host: url.hostname.replace(/^\[|\]$/g, ''),
  port: portOf(url),
})

export interface Dialled {
  readonly host: string
  /** For all that is asked. */
  readonly timeoutMs: number
}

/** One connection to a camera. It fails once and for all, with the `CaptureFault` that says why. */
export interface RtspLine {
  /** One question at a time. */
  readonly ask: (request: string) => Promise<RtspReply>
  /** Data of a session. Throws where the line has failed. */
  readonly send: (bytes: Buffer) => void
  /** Bytes that the camera has not taken yet. */
  readonly queuedBytes: () => number
  readonly close: () => void
}

/** Dials; a camera that does not answer in time is not there. */
export function openLine(url: URL, { host, timeoutMs }: Dialled, signal: AbortSignal): RtspLine {
  const target = { host, port: portOf(url) }
  // Cameras sign their own certificates: TLS here hides the stream from the network, it does not name the camera.
  const socket: Socket =
    url.protocol === 'rtsps:' ? connectTls({ ...target, rejectUnauthorized: false }) : connectTcp(target)
  let failed: Error | null = null
  let reject = (_: Error): void => undefined
  const fail = (error: Error): void => {
    failed ??= error
    reject(failed)
  }
  const lose = (code: 'network' | 'refused', reason: string) => () => fail(new CaptureFault(code, reason))
  socket.on('error', ({ code = 'socket' }: NodeJS.ErrnoException) =>
    lose(code === 'ECONNREFUSED' ? 'refused' : 'network', code)(),
  )
  socket.on('close', lose('network', 'closed'))
  const timer = setTimeout(lose('network', 'timeout'), timeoutMs)
  const abort = (): void => fail(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal.addEventListener('abort', abort, { once: true })
  const answers = hearAnswers(socket, lose('refused', 'the answer is not RTSP'))
  return {
    ask: (request: string): Promise<RtspReply> =>
      new Promise((resolve, refuse) => {
        if (failed) return refuse(failed)
        reject = refuse
        answers.await(resolve)
        socket.write(request)
      }),
    send(bytes) {
      if (failed) throw failed
      socket.write(bytes)
    },
    queuedBytes: () => socket.writableLength,
    close(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      socket.destroy()
    },
  }
}

/** Without the whole packets at its begin. */
function afterPackets(bytes: Buffer): Buffer<ArrayBuffer> {
  let at = 0
  for (
    let next = at;
    next <= bytes.length;
    next = bytes.length < at + 4 ? Infinity : at + 4 + bytes.readUInt16BE(at + 2)
  ) {
    at = next
    if (bytes[at] !== 0x24) break
  }
  return Buffer.from(bytes.subarray(at))
}

/** Reads what comes, whether somebody waits or not: what a session sends besides is thrown away whole. */
function hearAnswers(socket: Socket, lose: () => void) {
  let bytes = Buffer.alloc(0)
  let answer: ((reply: RtspReply) => void) | null = null
  const read = (): void => {
    if (!answer) return void (bytes = afterPackets(bytes))
    const reply = parseReply(bytes)
    if (!reply) return
    bytes = bytes.subarray(reply.bytes)
    const give = answer
    answer = null
    give(reply)
  }
  const tryRead = (): void => {
    try {
      read()
    } catch {
      lose()
    }
  }
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    tryRead()
  })
  return {
    await(resolve: (reply: RtspReply) => void): void {
      answer = resolve
      tryRead()
    },
  }
}
