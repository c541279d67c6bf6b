import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { systemClock } from '@sightline/infra/platform/clock'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaptureSink, runCapture, type Sample } from './capture.ts'
import { CaptureFault } from './capture-fault.ts'
import { readWhole } from '../../media/boxes.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import type { StreamAddress } from './rtsp-address.ts'
import { type ConnectionState, supervise } from './supervise.ts'
import { ffmpegPath, password, startCamera, until } from '../../media/test/media.ts'

let camera: Awaited<ReturnType<typeof startCamera>>
const servers: Server[] = []

beforeAll(async () => {
  camera = await startCamera()
})
afterAll(async () => {
  await camera.simulator.close()
  servers.forEach((server) => server.close())
})

function listen(
  deps: { silenceMs?: number; connectMs?: number } = {},
  stream: StreamAddress = camera.stream,
) {
  const inits: InitSegment[] = []
  const samples: Sample[] = []
  const jumps: number[] = []
  const sink: CaptureSink = {
    init: (init) => inits.push(init),
    sample: (sample) => samples.push(sample),
    clockJumped: (byMs) => jumps.push(byMs),
  }
  const stop = new AbortController()
  const deps_ = { ffmpegPath, clock: systemClock, sink, ...deps }
  const ended: Promise<unknown> = runCapture(deps_, stream, stop.signal).catch((error: unknown) => error)
  return { inits, samples, jumps, stop, ended }
}

/** What the captures of this process know of it. */
async function environments(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const read = (pid: string, what: string) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '')
  const captures: string[] = []
  for (const pid of pids) {
    const line = await read(pid, 'cmdline')
    const isOurs = (await read(pid, 'status')).includes(`\nPPid:\t${process.pid}\n`)
    if (isOurs && line.includes('ffmpeg') && line.includes('concat'))
      captures.push(await read(pid, 'environ'))
  }
  return captures
}

/** Of the ffmpeg that this process started; beside it other tests run theirs. */
async function commandLines(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  const own: string[] = []
  for (const pid of pids) {
    const isOurs = new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(await read(pid, 'status'))
    const line = isOurs ? await read(pid, 'cmdline') : ''
    if (line.includes('ffmpeg')) own.push(line)
  }
  return own
}

it('gives every sample its bytes, time and hash, and shows no password in any command line', async () => {
  const { inits, samples, stop, ended } = listen()
  await until('50 samples', () => samples.length >= 50)
  const lines = await commandLines()
  stop.abort()
  await ended
  expect(lines.some((line) => line.includes('concat'))).toBe(true)
  expect(lines.filter((line) => line.includes('viewer') || line.includes(password))).toEqual([])
  const [init] = inits
  expect(init).toMatchObject({
    width: 640,
    height: 360,
    codec: expect.stringMatching(/^avc1\.[0-9a-f]{6}$/) as string,
  })
  expect(samples[0]?.isKey).toBe(true)
  const steps = samples.slice(1).map((sample, i) => sample.at - samples[i]!.at)
  expect(Math.min(...steps)).toBeGreaterThan(0)
  const { fragments } = readWhole(Buffer.concat([init!.bytes, ...samples.map(({ bytes }) => bytes)]))
  expect(fragments.map(({ pts }) => pts)).toEqual(samples.map(({ pts }) => pts))
})

it('tells its child no secret of this process', async () => {
  process.env['DATABASE_URL'] = 'postgres://u:hunter2@h/x'
  const { samples, stop, ended } = listen()
  await until('a sample', () => samples.length > 0)
  const told = await environments()
  delete process.env['DATABASE_URL']
  stop.abort()
  await ended
  expect(told).not.toEqual([])
  expect(told.every((text) => text.includes('PATH='))).toBe(true)
  expect(told.join()).not.toMatch(/DATABASE_URL|SIGHTLINE|hunter2/)
})

it('takes the camera for the clock when it is close, and the server when it is an hour off (R40)', async () => {
  const near = listen()
  await until('camera clock', () => near.samples.at(-1)?.clock.source === 'camera-ntp')
  near.stop.abort()
  await near.ended
  expect(Math.abs(near.samples.at(-1)!.clock.offsetMs!)).toBeLessThan(500)
  camera.simulator.switch('camera', { name: 'skew', value: 3_600_000 })
  const far = listen()
  await until('the offset', () => (far.samples.at(-1)?.clock.offsetMs ?? 0) > 3_500_000)
  const last = far.samples.at(-1)!
  expect(last.clock.source).toBe('server-arrival')
  expect(Math.abs(last.at - last.arrivedAt)).toBeLessThan(1000)
  camera.simulator.switch('camera', { name: 'skew', value: 0 })
  await until('the jump', () => far.jumps.length > 0)
  far.stop.abort()
  await far.ended
  expect(Math.abs(far.jumps[0]! + 3_600_000)).toBeLessThan(1000)
})

it('calls a stalled camera silent within 5 s of its last sample', async () => {
  const { samples, ended } = listen()
  await until('samples', () => samples.length > 5)
  camera.simulator.switch('camera', { name: 'stall', value: true })
  const fault = await ended
  camera.simulator.switch('camera', { name: 'stall', value: false })
  expect(fault).toBeInstanceOf(CaptureFault)
  expect(fault).toMatchObject({ code: 'silence' })
  expect(systemClock.now() - samples.at(-1)!.arrivedAt).toBeLessThan(5000)
})

it.each<[string, string, () => StreamAddress]>([
  ['a wrong password', 'auth', () => ({ ...camera.stream, password: 'wrong-secret' })],
  [
    'an unknown path',
    'not_found',
    () => ({ ...camera.stream, url: camera.stream.url.replace('/camera/main', '/none') }),
  ],
  ['a port without a server', 'refused', () => ({ ...camera.stream, url: 'rtsp://127.0.0.1:1/x' })],
  [
    'a description and nothing after it',
    'silence',
    () => ({ ...camera.simulator.useless, url: camera.simulator.useless.silentUrl }),
  ],
])('%s: %s', async (_, code, stream) => {
  const fault = await listen({ connectMs: 6000 }, stream()).ended
  expect(fault).toMatchObject({ code })
  expect(JSON.stringify(fault)).not.toContain('wrong-secret')
  expect(String(fault)).not.toMatch(/rtsp:|wrong-secret/)
})

it('offers a wrong password once, whatever the server asks', async () => {
  const authorised: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      const text = data.toString('latin1')
      if (/^Authorization:/im.test(text)) authorised.push(text)
      const cseq = /CSeq: *(\d+)/i.exec(text)?.[1] ?? '0'
      socket.write(
        `RTSP/1.0 401 Unauthorized\r\nCSeq: ${cseq}\r\nWWW-Authenticate: Digest realm="r", nonce="n"\r\n\r\n`,
      )
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const fault = await listen({}, { url: `rtsp://127.0.0.1:${port}/x`, user: 'u', password: 'p' }).ended
  expect(fault).toMatchObject({ code: 'auth' })
  expect(authorised).toHaveLength(1)
})

it('comes back after a dropped connection and a silence, and says what it is meanwhile', async () => {
  const states: ConnectionState[] = []
  const stop = new AbortController()
  const sink = { init: () => undefined, sample: () => undefined, clockJumped: () => undefined }
  const deps = { ffmpegPath, clock: systemClock, sink, random: () => 0, silenceMs: 2000 }
  const ended = supervise({ ...deps, onState: (state) => states.push(state) }, camera.stream, stop.signal)
  const seen = (): string => states.map(({ connection, fault }) => `${connection}:${fault ?? '-'}`).join(' ')
  await until('live', () => states.at(-1)?.connection === 'live')
  camera.simulator.switch('camera', { name: 'drop' })
  await until('live again', () => seen().endsWith('connecting:ended live:-'))
  camera.simulator.switch('camera', { name: 'stall', value: true })
  await until('silent', () => states.at(-1)?.connection === 'silent')
  camera.simulator.switch('camera', { name: 'stall', value: false })
  await until('live a third time', () => states.at(-1)?.connection === 'live')
  stop.abort()
  await ended
  expect(seen()).toBe(
    'connecting:- live:- fault:ended connecting:ended live:- silent:silence connecting:silence live:-',
  )
})
