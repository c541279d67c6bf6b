import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCameraNetworks } from '@sightline/infra/platform/camera-networks'
import { admitStream } from './admit.ts'

const sdp = 'v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n'
const described = `RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`
const moved = (to: string) => `RTSP/1.0 302 Moved\r\nCSeq: 1\r\nLocation: ${to}\r\n\r\n`

let port: number
let dialled = 0
const camera = createServer((socket) => {
  dialled += 1
  socket.on('error', () => undefined)
  socket.once('data', (question) => {
    const [, path = ''] = /^DESCRIBE \S+?\/\/[^/]+(\S*)/.exec(question.toString()) ?? []
    const links = { '/away': `rtsp://169.254.169.254:${port}/x`, '/on': '/main' }
    socket.end(path in links ? moved(links[path as keyof typeof links]) : described)
  })
})
beforeAll(async () => {
  camera.listen(0, '127.0.0.1')
  await once(camera, 'listening')
  port = (camera.address() as { port: number }).port
})
afterAll(() => camera.close())

const admit = (host: string, networks: string, path = '/main') =>
  admitStream(
    { url: `rtsp://${host}:${port}${path}`, user: '', password: '' },
    { timeoutMs: 3000, networks: readCameraNetworks(networks) },
    AbortSignal.timeout(10_000),
  )

it.each([
  ['127.0.0.1', '127.0.0.0/8', '/main'],
  ['127.0.0.1', '127.0.0.0/8', '/on'],
  // ffmpeg gets the address that was looked at, not a name that may lead elsewhere by then.
  ['localhost', '127.0.0.1', '/main'],
  ['127.1', '127.0.0.1', '/main'],
])('%s is dialled where %s is allowed', async (host, networks, path) => {
  expect((await admit(host, networks, path)).url).toBe(`rtsp://127.0.0.1:${port}/main`)
})

it.each([
  ['127.0.0.1', '10.0.0.0/8'],
  ['localhost', '10.0.0.0/8,cam.example'],
  ['127.1', '10.0.0.0/8'],
  ['169.254.169.254', '0.0.0.0/0'],
])(
  '%s is not dialled where only %s is allowed, and the answer says nothing of it',
  async (host, networks) => {
    const before = dialled
    const facts = { code: 'not_allowed', facts: {}, detail: 'no camera may be at this address' }
    await expect(admit(host, networks)).rejects.toMatchObject(facts)
    expect(dialled).toBe(before)
  },
)

it('a device that sends us to another host is not followed', async () => {
  await expect(admit('127.0.0.1', '0.0.0.0/0', '/away')).rejects.toMatchObject({ code: 'elsewhere' })
})
