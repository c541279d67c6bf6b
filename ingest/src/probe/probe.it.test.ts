import { createHash } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { systemClock } from '@sightline/infra/platform/clock'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import { ffmpegPath, startCamera } from '../media/test/media.ts'
import { admitStream } from '../sources/rtsp/admit.ts'
import { probeStream } from './probe.ts'

let camera: Awaited<ReturnType<typeof startCamera>>
const servers: Server[] = []
const never = new AbortController().signal

beforeAll(async () => {
  camera = await startCamera()
})
afterAll(async () => {
  await camera.simulator.close()
  servers.forEach((server) => server.close())
})

const probe = (address: StreamAddress) =>
  probeStream({ ffmpegPath, clock: systemClock, describeMs: 2000, watchMs: 6000 }, address, never)

/** A server that says what `answer` says to every request. */
async function serve(answer: (request: string, socket: Socket) => string): Promise<StreamAddress> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => socket.write(answer(data.toString('latin1'), socket)))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `rtsp://127.0.0.1:${port}/x`, user: 'u', password: 'p' }
}

const reply = (status: string, headers: readonly string[] = [], body = ''): string =>
  [`RTSP/1.0 ${status}`, 'CSeq: 1', ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n')

it('shows picture, size, rate and clock of a camera that answers', async () => {
  const result = await probeStream({ ffmpegPath, clock: systemClock }, camera.stream, never)
  expect(result).toMatchObject({
    width: 640,
    height: 360,
    hasClock: true,
    codec: expect.stringMatching(/^avc1\./) as string,
  })
  expect(result.fps).toBeCloseTo(25, 0)
  expect(await sharp(result.snapshotJpeg ?? Buffer.alloc(0)).metadata()).toMatchObject({
    format: 'jpeg',
    width: 640,
    height: 360,
  })
})

it.each<[string, string, () => StreamAddress | Promise<StreamAddress>]>([
  ['nothing listens', 'refused', () => ({ url: 'rtsp://127.0.0.1:1/x', user: '', password: '' })],
  ['no answer', 'network', () => serve(() => '')],
  ['an answer that is not RTSP', 'refused', () => serve(() => 'HTTP/1.1 200 OK\r\n\r\n')],
  ['a wrong password', 'auth', () => ({ ...camera.stream, password: 'wrong' })],
  ['no password at all', 'auth', () => ({ ...camera.stream, user: '', password: '' })],
  [
    'a scheme nobody knows',
    'digest',
    () => serve(() => reply('401 No', ['WWW-Authenticate: Bearer realm="r"'])),
  ],
  [
    'an unknown path',
    'not_found',
    () => ({ ...camera.stream, url: camera.stream.url.replace('/camera/main', '/none') }),
  ],
  [
    'sound only',
    'no_video',
    () => ({ ...camera.simulator.useless, url: camera.simulator.useless.audioOnlyUrl }),
  ],
  [
    'a codec of another age',
    'codec',
    () => serve(() => reply('200 OK', [], 'v=0\r\nm=video 0 RTP/AVP 26\r\n')),
  ],
  [
    'a description and nothing after it',
    'silence',
    () => ({ ...camera.simulator.useless, url: camera.simulator.useless.silentUrl }),
  ],
])('%s: %s', async (_, code, address) => {
  await expect(probe(await address())).rejects.toMatchObject({ code })
})

it('refuses an address that would break out of its quotes, without connecting', async () => {
  const bad = { url: "rtsp://h/x'\nfile '/etc/passwd", user: '', password: '' }
  await expect(probe(bad)).rejects.toMatchObject({ code: 'stream_address_invalid', facts: { field: 'url' } })
})

const hash = (name: string) => (text: string) => createHash(name).update(text).digest('hex')
const field = (request: string, name: string): string =>
  new RegExp(`${name}="?([^",\\r]*)`).exec(request)?.[1] ?? ''

/** What a right answer to this challenge is, computed by RFC 7616 §3.4. */
const digestOf = (request: string, name: string): string => {
  const h = hash(name)
  const [who, what] = [h('u:r:p'), h(`DESCRIBE:${field(request, 'uri')}`)]
  const qop = /qop=auth/.test(request) ? `:${field(request, 'nc')}:${field(request, 'cnonce')}:auth` : ''
  return h(`${who}:n${qop}:${what}`)
}

it.each<[string, string[], (request: string) => boolean]>([
  [
    'Digest MD5 as old cameras have it',
    ['Digest realm="r", nonce="n"'],
    (r) => field(r, 'response') === digestOf(r, 'md5'),
  ],
  [
    'Digest MD5 with qop',
    ['Digest realm="r", nonce="n", qop="auth,auth-int"'],
    (r) => field(r, 'response') === digestOf(r, 'md5') && r.includes('nc=00000001'),
  ],
  [
    'the last Digest, which is MD5',
    ['Digest realm="r", nonce="n", algorithm=SHA-256', 'Digest realm="r", nonce="n", algorithm=MD5'],
    (r) => field(r, 'response') === digestOf(r, 'md5') && r.includes('algorithm=MD5'),
  ],
  [
    'Basic where there is nothing better',
    ['Basic realm="r"'],
    (r) => r.includes(`Basic ${Buffer.from('u:p').toString('base64')}`),
  ],
])('answers %s, once', async (_, challenges, isRight) => {
  let attempts = 0
  const sdp = 'v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n'
  const address = await serve((request) => {
    if (!request.includes('Authorization:'))
      return reply(
        '401 No',
        challenges.map((one) => `WWW-Authenticate: ${one}`),
      )
    attempts += 1
    return isRight(request)
      ? reply('200 OK', [], sdp)
      : reply(
          '401 No',
          challenges.map((one) => `WWW-Authenticate: ${one}`),
        )
  })
  expect(await admitStream(address, { timeoutMs: 2000 }, never)).toBe(address)
  expect(attempts).toBe(1)
  await expect(
    admitStream({ ...address, password: 'wrong' }, { timeoutMs: 2000 }, never),
  ).rejects.toMatchObject({
    code: 'auth',
  })
  expect(attempts).toBe(2)
})
