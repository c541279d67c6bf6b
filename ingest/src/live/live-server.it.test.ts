import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sourceIdSchema } from '@sightline/api/contract/ids'
import { systemClock } from '@sightline/infra/platform/clock'
import { createLog } from '@sightline/infra/platform/log'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createBoxReader, type Fragment } from '../media/boxes.ts'
import { type CaptureSink, runCapture } from '../sources/rtsp/capture.ts'
import { ffmpegPath, makeFolder, startCamera, until } from '../media/test/media.ts'
import { createLiveFeeds } from './live-feeds.ts'
import { type LiveServer, serveLive } from './live-server.ts'

const id = sourceIdSchema.parse('camera-1')
const token = 'token-of-the-live-view'
const bearer = { authorization: `Bearer ${token}` }
const feeds = createLiveFeeds(systemClock.monotonic)
const captures: { stop: AbortController; ended: Promise<unknown> }[] = []
let folder: Awaited<ReturnType<typeof makeFolder>>
let camera: Awaited<ReturnType<typeof startCamera>>
let server: LiveServer

beforeAll(async () => {
  folder = await makeFolder()
  camera = await startCamera()
  const tokenFile = join(folder.path, 'worker.token')
  await writeFile(tokenFile, `${token}\n`)
  const log = createLog({ app: 'ingest', level: 'silent' })
  server = await serveLive({ feeds, tokenFile, maxViewers: 2, log }, { host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const { stop, ended } of captures.splice(0)) {
    stop.abort()
    await ended
  }
  feeds.close(id)
})
afterAll(async () => {
  feeds.stop()
  await server.close()
  await camera.simulator.close()
  await folder.remove()
})

/** One connection to the camera whose only consumer is the live view. */
async function capture(): Promise<void> {
  const feed = feeds.open(id)
  const stop = new AbortController()
  const sink: CaptureSink = { ...feed, clockJumped: () => undefined }
  const ended = runCapture({ ffmpegPath, clock: systemClock, sink }, camera.stream, stop.signal).catch(
    (error: unknown) => {
      feed.end()
      return error
    },
  )
  captures.push({ stop, ended })
  await until('the first picture', () => feed.playing() !== null)
}

const get = (path = `/live/${id}`, headers: Record<string, string> = bearer, signal?: AbortSignal) =>
  fetch(`${server.url}${path}`, { headers, ...(signal ? { signal } : {}) })

/** A viewer that keeps what it gets, and whether its stream has ended. */
async function watch() {
  const leave = new AbortController()
  const response = await get(undefined, undefined, leave.signal)
  const fragments: Fragment[] = []
  const state = { isOver: false }
  const read = async () => {
    const reader = createBoxReader()
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      for (const event of reader.push(Buffer.from(chunk)))
        if (event.kind === 'fragment') fragments.push(event.fragment)
  }
  const over = read().catch(() => undefined)
  void over.then(() => (state.isOver = true))
  return { response, fragments, state, leave: () => leave.abort() }
}

/** Established connections of this machine to the camera's port, from the side that dialled. */
async function connectionsToCamera(): Promise<number> {
  const port = Number(new URL(camera.stream.url.replace('rtsp', 'http')).port)
  const remote = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((row) => row.trim().split(/\s+/))
  return rows.filter(([, , to, state]) => to?.endsWith(remote) && state === '01').length
}

/** What ffmpeg makes of the stream as a viewer: the number of pictures it decoded, and its complaints. */
async function decodeWithFfmpeg(pictures: number): Promise<{ decoded: number; complaints: string }> {
  const input = ['-headers', `Authorization: ${bearer.authorization}\r\n`, '-i', `${server.url}/live/${id}`]
  const output = ['-frames:v', String(pictures), '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1']
  const child = spawn(ffmpegPath, ['-v', 'error', '-xerror', ...input, ...output])
  let [bytes, complaints] = [0, '']
  child.stdout.on('data', (chunk: Buffer) => (bytes += chunk.length))
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  await new Promise((resolve) => child.on('close', resolve))
  return { decoded: bytes / (640 * 360), complaints }
}

it('shows many viewers one connection: every one decodes it, from a key frame on', async () => {
  await capture()
  const [first, second] = await Promise.all([decodeWithFfmpeg(60), watch()])
  expect(first).toEqual({ decoded: 60, complaints: '' })
  expect(second.response.headers.get('x-codecs')).toMatch(/^avc1\.[0-9a-f]{6}$/)
  expect(second.response.headers.get('content-type')).toBe('video/mp4')
  const third = await watch()
  await until('pictures of both', () => second.fragments.length > 20 && third.fragments.length > 20)
  expect(await connectionsToCamera()).toBe(1)
  for (const { fragments } of [second, third]) {
    expect(fragments[0]?.isKey).toBe(true)
    expect(Math.abs((fragments.at(-1)?.prftMs ?? 0) - systemClock.now())).toBeLessThan(2000)
    const steps = fragments.slice(1).map((fragment, i) => fragment.pts - fragments[i]!.pts)
    // 25 pictures a second in ticks of 1/90 000 s: none is missing.
    expect(Math.min(...steps)).toBeGreaterThan(0)
    expect(Math.max(...steps)).toBeLessThan(2 * 3600)
  }
  second.leave()
  third.leave()
})

it('refuses without the token, what it does not know, and what is not live', async () => {
  expect((await get(undefined, {})).status).toBe(401)
  expect((await get(undefined, { authorization: 'Bearer ' })).status).toBe(401)
  expect((await get(undefined, { authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await get('/live/unknown')).status).toBe(404)
  expect((await get('/')).status).toBe(404)
  feeds.open(id)
  const silent = await get()
  expect([silent.status, await silent.json()]).toEqual([409, { code: 'source_not_live' }])
})

it('lets no more viewers in than it may, and one more when one has left', async () => {
  await capture()
  const viewers = [await watch(), await watch()]
  const refused = await get()
  expect([refused.status, await refused.json()]).toEqual([503, { code: 'live_view_full' }])
  viewers[0]?.leave()
  await until('a place is free', () => feeds.get(id)?.viewers() === 1)
  const next = await watch()
  expect(next.response.status).toBe(200)
  next.leave()
  viewers[1]?.leave()
})

it('ends within 5 s of the last picture of a camera that stalls, and is not live then', async () => {
  await capture()
  const viewer = await watch()
  await until('pictures', () => viewer.fragments.length > 5)
  camera.simulator.switch('camera', { name: 'stall', value: true })
  await until('the end', () => viewer.state.isOver)
  const lastAt = viewer.fragments.at(-1)?.prftMs ?? 0
  expect(systemClock.now() - lastAt).toBeLessThan(5000)
  expect((await get()).status).toBe(409)
  camera.simulator.switch('camera', { name: 'stall', value: false })
})
