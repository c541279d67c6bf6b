import { randomBytes, randomInt } from 'node:crypto'
import { CaptureFault } from '../sources/rtsp/capture-fault.ts'
import { findHost, isSamePlace } from '../sources/rtsp/admit.ts'
import { toAuthorization } from '../sources/rtsp/digest.ts'
import { parseAddress, type StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import { openLine, type RtspLine } from '../sources/rtsp/rtsp-line.ts'
import type { RtspReply } from '../sources/rtsp/rtsp-reply.ts'
import { findBackchannel, type Backchannel } from './backchannel-sdp.ts'
import { encodeG711 } from './g711.ts'
import { Undelivered, type Sound, type Speak, type SpeakerDeps } from './speaker.ts'

const REQUIRE = 'www.onvif.org/ver20/backchannel'
/** For the connection, the questions and what is played. */
const MOST_MS = 70_000
const HOST_MS = 5_000
const SAMPLES = 160
const PACKET_MS = 20
const MOST_QUEUED = 64 << 10

/**
 * Says something by a camera's own loudspeaker (ONVIF Streaming Specification §5.3): a session of its own that takes no
 * picture, in which the client sends G.711 over the interleaved connection at the pace at which it is heard. It counts as
 * delivered once the camera has answered a question that was asked after the last packet.
 */
export const speakOnvif: Speak = async (deps, { camera, sound }, signal) => {
  const played = await sound(signal)
  const url = parseAddress(camera)
  const host = await findHost(camera, deps.networks, HOST_MS)
  const line = openLine(url, { host, timeoutMs: MOST_MS }, signal)
  try {
    const asking = createAsking(line, camera)
    const track = await describe(asking)
    await setUp(asking, track)
    const status = await heardOut(asking, () => play({ deps, line, ...track }, played, signal))
    return { how: 'rtsp', status, lengthMs: played.lengthMs, sha256: played.sha256 }
  } finally {
    line.close()
  }
}

/** Asks under one session, and logs in where it is asked for: once, and with what the camera challenges by. */
function createAsking(line: RtspLine, { url, user, password }: StreamAddress) {
  let sequence = 0
  let challenges: readonly string[] = []
  let session: string | null = null
  const send = (method: string, uri: string, more: readonly string[]): Promise<RtspReply> => {
    sequence += 1
    const cnonce = randomBytes(8).toString('hex')
    const authorization =
      challenges.length === 0 ? null : toAuthorization(challenges, { user, password, method, uri, cnonce })
    if (challenges.length > 0 && authorization === null)
      throw new Undelivered('speaker_unauthorised', 'no way of logging in that we know')
    const lines = [
      `${method} ${uri} RTSP/1.0`,
      `CSeq: ${sequence}`,
      ...(authorization === null ? [] : [`Authorization: ${authorization}`]),
      ...(session === null ? [] : [`Session: ${session}`]),
      ...more,
    ]
    return line.ask(`${lines.join('\r\n')}\r\n\r\n`)
  }
  return {
    url,
    async ask(method: string, uri: string, more: readonly string[] = []): Promise<RtspReply> {
      const first = await send(method, uri, more)
      const isNewChallenge = first.status === 401 && challenges.length === 0 && user !== ''
      if (isNewChallenge) challenges = first.challenges
      const reply = isNewChallenge ? await send(method, uri, more) : first
      session ??= reply.session?.split(';')[0]?.trim() ?? null
      return reply
    },
  }
}
type Asking = ReturnType<typeof createAsking>

const required = `Require: ${REQUIRE}`

/** What a camera means that does not do as it is asked. */
function refusalOf({ status }: RtspReply, method: string): Undelivered {
  const detail = `${method} answered ${status}`
  if (status === 401 || status === 403) return new Undelivered('speaker_unauthorised', detail)
  // 551: an option that is not supported (RFC 2326 §7.1.1), as a camera without a loudspeaker says.
  if (status === 551) return new Undelivered('no_backchannel', detail)
  if (status >= 300 && status < 400) return new Undelivered('speaker_elsewhere', detail)
  return new Undelivered('speaker_refused', detail)
}

interface Track extends Backchannel {
  readonly address: string
}

async function describe({ ask, url }: Asking): Promise<Track> {
  const reply = await ask('DESCRIBE', url, ['Accept: application/sdp', required])
  if (reply.status !== 200) throw refusalOf(reply, 'DESCRIBE')
  const found = findBackchannel(reply.body)
  if (found === 'none') throw new Undelivered('no_backchannel')
  if (found === 'no_common_codec') throw new Undelivered('no_common_codec', 'neither PCMU nor PCMA')
  const base = reply.base ?? (url.endsWith('/') ? url : `${url}/`)
  const address = URL.canParse(found.control) ? found.control : `${base.replace(/\/$/, '')}/${found.control}`
  if (!isSamePlace(url, address))
    throw new Undelivered('speaker_elsewhere', 'the track is at another address')
  return { ...found, address }
}

async function setUp({ ask, url }: Asking, { address }: Track): Promise<void> {
  const transport = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1'
  const reply = await ask('SETUP', address, [transport, required])
  if (reply.status !== 200) throw refusalOf(reply, 'SETUP')
  const playing = await ask('PLAY', url, [required, 'Range: npt=0.000-'])
  if (playing.status !== 200) throw refusalOf(playing, 'PLAY')
}

interface Playing extends Pick<Backchannel, 'law' | 'payloadType'> {
  readonly deps: SpeakerDeps
  readonly line: RtspLine
}

/** One packet each 20 ms, by the time at which it is due: what was late is caught up with. */
async function play(
  { deps, line, law, payloadType }: Playing,
  sound: Sound,
  signal: AbortSignal,
): Promise<void> {
  const bytes = encodeG711(sound.samples, law)
  const [begun, ssrc] = [deps.monotonic(), randomInt(2 ** 32)]
  const first = { sequence: randomInt(2 ** 15), timestamp: randomInt(2 ** 31) }
  const count = Math.ceil(bytes.length / SAMPLES)
  for (let i = 0; i < count; i++) {
    const due = begun + i * PACKET_MS
    if (deps.monotonic() < due) await deps.pause(due - deps.monotonic(), signal)
    signal.throwIfAborted()
    if (line.queuedBytes() > MOST_QUEUED) throw new Undelivered('speaker_too_slow')
    const payload = bytes.subarray(i * SAMPLES, (i + 1) * SAMPLES)
    line.send(
      toPacket(
        {
          payloadType,
          ssrc,
          isFirst: i === 0,
          sequence: first.sequence + i,
          timestamp: first.timestamp + i * SAMPLES,
        },
        payload,
      ),
    )
  }
  await deps.pause(Math.max(0, begun + count * PACKET_MS - deps.monotonic()), signal)
}

interface PacketHead {
  readonly payloadType: number
  readonly ssrc: number
  readonly isFirst: boolean
  readonly sequence: number
  readonly timestamp: number
}

/** An RTP packet (RFC 3550 §5.1) on channel 0 of the connection (RFC 2326 §10.12). */
function toPacket({ payloadType, ssrc, isFirst, sequence, timestamp }: PacketHead, payload: Buffer): Buffer {
  const head = Buffer.alloc(16)
  head[0] = 0x24
  head.writeUInt16BE(12 + payload.length, 2)
  head[4] = 0x80
  head[5] = payloadType | (isFirst ? 0x80 : 0)
  head.writeUInt16BE(sequence & 0xffff, 6)
  head.writeUInt32BE(timestamp >>> 0, 8)
  head.writeUInt32BE(ssrc, 12)
  return Buffer.concat([head, payload])
}

/** Plays; then the camera is still there and knows the session: an answer of any kind but that it does not. */
async function heardOut({ ask, url }: Asking, playing: () => Promise<void>): Promise<number> {
  try {
    await playing()
    const { status } = await ask('GET_PARAMETER', url)
    if (status === 454) throw new Undelivered('speaker_broke_off', 'the session was over before the end')
    await ask('TEARDOWN', url).catch(() => undefined)
    return status
  } catch (error) {
    if (error instanceof CaptureFault) throw new Undelivered('speaker_broke_off', error.detail)
    throw error
  }
}
