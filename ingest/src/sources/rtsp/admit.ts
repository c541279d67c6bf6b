import { randomBytes } from 'node:crypto'
import {
  cameraAddress,
  ownNetworks,
  readCameraNetworks,
  type CameraNetworks,
} from '@sightline/infra/platform/camera-networks'
import { withDeadline } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import { CaptureFault, faultOfStatus } from './capture-fault.ts'
import { toAuthorization } from './digest.ts'
import { parseAddress, type StreamAddress } from './rtsp-address.ts'
import { openLine, portOf, toTarget, type Dialled } from './rtsp-line.ts'
import { findVideo, type RtspReply } from './rtsp-reply.ts'

const SUPPORTED = ['H264', 'H265', 'HEVC']
const MOST_MOVES = 4

export interface AdmitOptions {
  /** For all of it. */
  readonly timeoutMs: number
  /** Where cameras may be. Default: an agency's own networks. */
  readonly networks?: CameraNetworks | undefined
}
const privateNetworks = readCameraNetworks(ownNetworks)

/**
 * Asks the camera what it offers before ffmpeg does, and resolves with the address at which it offers it. ffmpeg follows a
 * device to any host and takes the password along; here a stored password stays with the host and port it was given for.
 * Tries the credentials at most once where they are refused (cameras lock an account after five failures), and by no way
 * of logging in that ffmpeg does not know. Of a name, the address that was found to be allowed is what ffmpeg gets: it asks
 * for no other. Throws the `CaptureFault` that says what is wrong.
 */
export async function admitStream(
  address: StreamAddress,
  { timeoutMs, networks = privateNetworks }: AdmitOptions,
  signal: AbortSignal,
): Promise<StreamAddress> {
  const until = performance.now() + timeoutMs
  const host = await findHost(address, networks, timeoutMs)
  let at = address
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const reply = await describe(at, { host, timeoutMs: Math.max(1, until - performance.now()) }, signal)
    if (!isMove(reply)) {
      judge(reply)
      return atHost(at, host)
    }
    at = { ...at, url: movedTo(at.url, reply) }
  }
  throw new CaptureFault('declined', 'the device sends us on without end')
}

/** The address that we may dial for the camera's host. A device sends us on to the same host only, so that one look is enough. */
export async function findHost(
  address: StreamAddress,
  networks: CameraNetworks,
  timeoutMs: number,
): Promise<string> {
  const late = (): Error => new CaptureFault('network', 'timeout')
  try {
    return await withDeadline(cameraAddress(networks, toTarget(parseAddress(address)).host), timeoutMs, late)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'camera_network_refused')
      throw new CaptureFault('not_allowed', 'no camera may be at this address')
    if (error instanceof CodedError) throw error
    throw new CaptureFault('network', 'the name is not known')
  }
}

/** The same address with a name's place taken by what it stands for. */
function atHost(at: StreamAddress, host: string): StreamAddress {
  if (toTarget(new URL(at.url)).host === host) return at
  const written = host.includes(':') ? `[${host}]` : host
  return { ...at, url: at.url.replace(/(?<=^rtsps?:\/\/)(\[[^\]]*\]|[^/:?#]+)/i, written) }
}

/** One connection: first without credentials, then with them where they are asked for. */
async function describe(address: StreamAddress, to: Dialled, signal: AbortSignal): Promise<RtspReply> {
  const url = parseAddress(address)
  const line = openLine(url, to, signal)
  try {
    const open = await line.ask(toRequest(address.url, 1, null))
    return open.status === 401 ? await line.ask(answer(open, address)) : open
  } finally {
    line.close()
  }
}

function answer({ challenges }: RtspReply, { url, user, password }: StreamAddress): string {
  if (user === '') throw new CaptureFault('auth', 'the device asks for a user')
  const cnonce = randomBytes(8).toString('hex')
  const authorization = toAuthorization(challenges, { user, password, method: 'DESCRIBE', uri: url, cnonce })
  if (authorization === null) throw new CaptureFault('digest', 'no way of logging in that ffmpeg knows')
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

const isMove = ({ status }: RtspReply): boolean => status >= 300 && status < 400

/** Where a device sends us, if that is the same host and port, and no less hidden than before. */
function movedTo(from: string, { location }: RtspReply): string {
  if (location === null || !URL.canParse(location, from))
    throw new CaptureFault('declined', 'the device sends us on and does not say where')
  const next = new URL(location, from).href
  if (!isSamePlace(from, next)) throw elsewhere(next)
  return next
}

/** Whether an address, which may be relative, is that of the same host and port, and no less hidden. */
export function isSamePlace(from: string, to: string): boolean {
  if (!URL.canParse(to, from)) return false
  const [old, next] = [new URL(from), new URL(to, from)]
  return old.hostname === next.hostname && portOf(old) === portOf(next) && old.protocol === next.protocol
}

export function elsewhere(to: string): CaptureFault {
  const address = URL.canParse(to) ? new URL(to) : null
  if (address) [address.username, address.password] = ['', '']
  return new CaptureFault(
    'elsewhere',
    'the device sends us to another address',
    address ? { address: address.href } : {},
  )
}

function judge({ status, body }: RtspReply): void {
  if (status !== 200) throw new CaptureFault(faultOfStatus(status), `DESCRIBE answered ${status}`, { status })
  const codecs = findVideo(body)
  if (!codecs) throw new CaptureFault('no_video', 'no video is described')
  if (codecs.some((name) => SUPPORTED.includes(name))) return
  const codec = codecs[0] ?? 'unknown'
  throw new CaptureFault('codec', `the device sends ${codec}`, { codec })
}
