import { randomBytes } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { challenge, isAuthorised, type Credentials } from './digest.ts'
import type { Loudspeaker } from './loudspeaker.ts'
import { backchannelSdp } from './sdp.ts'
import { createRequestReader, type RtspRequest } from './request.ts'
import type { Viewer } from './stream.ts'

/** One address of the server. */
export interface Mount {
  readonly credentials: Credentials
  /** While true every request gets 503 and the connection is closed. */
  readonly refuses: () => boolean
  readonly sdp: string
  /** Null: it has none now, and says so (551) where it is asked for. */
  readonly loudspeaker?: () => Loudspeaker | null
  /** From PLAY on the viewer is sent to; call the answer to stop. */
  readonly attach: (viewer: Viewer) => () => void
}

export interface RtspServer {
  readonly port: number
  readonly close: () => Promise<void>
}

interface Reply {
  readonly status: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly thenClose?: boolean
}

interface Session {
  readonly id: string
  readonly nonce: string
  readonly viewer: Viewer
  isSetUp: boolean
  detach: () => void
  /** Where what the client sends is heard; null: nowhere. */
  heard: ReturnType<Loudspeaker['open']> | null
}

const backchannel = 'www.onvif.org/ver20/backchannel'

const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN'

function play(mount: Mount, session: Session): Reply {
  if (session.heard) return { status: '200 OK', headers: { Session: session.id } }
  if (!session.isSetUp) return { status: '455 Method Not Valid in This State' }
  session.detach()
  session.detach = mount.attach(session.viewer)
  return { status: '200 OK', headers: { Session: session.id, Range: 'npt=now-' } }
}

/** Only interleaved TCP is served, on channels 0 and 1. */
function setUp(request: RtspRequest, mount: Mount, session: Session): Reply {
  const isTalk = /trackID=1\/?$/.test(request.url)
  const loudspeaker = mount.loudspeaker?.() ?? null
  if (isTalk && !loudspeaker) return { status: '404 Not Found' }
  if (!/RTP\/AVP\/TCP/i.test(request.headers.get('transport') ?? ''))
    return { status: '461 Unsupported Transport' }
  if (isTalk && loudspeaker) session.heard = loudspeaker.open(Date.now)
  else session.isSetUp = true
  const transport = 'RTP/AVP/TCP;unicast;interleaved=0-1'
  return { status: '200 OK', headers: { Transport: transport, Session: `${session.id};timeout=60` } }
}

function answer(mounts: ReadonlyMap<string, Mount>, request: RtspRequest, session: Session): Reply {
  const { method, url, path, headers } = request
  const mount = mounts.get(path)
  if (mount?.refuses()) return { status: '503 Service Unavailable', thenClose: true }
  if (method === 'OPTIONS') return { status: '200 OK', headers: { Public: methods } }
  if (!mount) return { status: '404 Not Found' }
  const header = headers.get('authorization')
  if (!isAuthorised(mount.credentials, { method, url, nonce: session.nonce, header }))
    return { status: '401 Unauthorized', headers: { 'WWW-Authenticate': challenge(session.nonce) } }
  const isTalking = headers.get('require') === backchannel
  if (isTalking && !mount.loudspeaker?.())
    return { status: '551 Option not supported', headers: { Unsupported: backchannel } }
  switch (method) {
    case 'DESCRIBE': {
      const base = url.endsWith('/') ? url : `${url}/`
      return {
        status: '200 OK',
        headers: { 'Content-Type': 'application/sdp', 'Content-Base': base },
        body: isTalking ? mount.sdp + backchannelSdp : mount.sdp,
      }
    }
    case 'SETUP':
      return setUp(request, mount, session)
    case 'PLAY':
      return play(mount, session)
    case 'GET_PARAMETER':
      return { status: '200 OK', headers: { Session: session.id } }
    case 'TEARDOWN':
      session.heard?.end()
      return { status: '200 OK', headers: { Session: session.id }, thenClose: true }
    default:
      return { status: '405 Method Not Allowed', headers: { Allow: methods } }
  }
}

function write(
  socket: Socket,
  cseq: string | undefined,
  { status, headers = {}, body = '', thenClose }: Reply,
): void {
  const fields = {
    CSeq: cseq ?? '0',
    ...headers,
    ...(body ? { 'Content-Length': `${Buffer.byteLength(body)}` } : {}),
  }
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}\r\n`)
  socket.write(`RTSP/1.0 ${status}\r\n${lines.join('')}\r\n${body}`)
  if (thenClose) socket.end()
}

function serve(mounts: ReadonlyMap<string, Mount>, socket: Socket): void {
  socket.setNoDelay(true)
  const viewer: Viewer = {
    send: (bytes) => socket.writable && socket.write(bytes),
    queuedBytes: () => socket.writableLength,
    close: () => socket.destroy(),
  }
  const id = randomBytes(8).toString('hex')
  const session: Session = {
    id,
    nonce: randomBytes(16).toString('hex'),
    viewer,
    isSetUp: false,
    detach: () => {},
    heard: null,
  }
  const read = createRequestReader(
    (request) => write(socket, request.headers.get('cseq'), answer(mounts, request, session)),
    (channel, payload) => channel === 0 && session.heard?.packet(payload),
  )
  socket.on('data', (chunk: Buffer) => {
    try {
      read(chunk)
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error('rtsp_request_unreadable', { cause: error }))
    }
  })
  // A client that goes away mid-write is an ordinary end: 'close' follows and cleans up.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    session.detach()
    session.heard?.end()
  })
}

/** Serves mounts by path (`/camera/main`) over RTSP with interleaved TCP and Digest authentication. Port 0: any free. */
export async function startRtspServer(
  mounts: ReadonlyMap<string, Mount>,
  port: number,
  host = '127.0.0.1',
): Promise<RtspServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(mounts, socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the RTSP server has no port')
  return {
    port: address.port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
