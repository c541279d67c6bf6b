import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../start/child.ts'
import { renderCamera } from './render/render-camera.ts'
import { wholeView, type Scene } from './scene.ts'
import { startSimulator, type SimulatedCamera, type Simulator } from './simulator.ts'
import type { SwitchTurn } from './switches.ts'
import { changeOf, copyStream, ffmpeg, greyFrames, meanOf } from './test/players.ts'

const run = promisify(execFile)
const tiny: Scene = {
  id: 'tiny',
  name: { zh: '测试', en: 'Test' },
  loopSeconds: 8,
  backdrop:
    '<rect width="1920" height="1080" fill="#777"/><rect y="500" width="1920" height="90" fill="#ddd"/><path d="M0,1080 L960,400 L1920,1080" fill="#444"/>',
  actors: [
    {
      id: 'car',
      class: 'car',
      sprite: 'car-rear',
      path: [
        { at: 0, x: 0.3, y: 0.8, scale: 1 },
        { at: 2, x: 0.7, y: 0.8, scale: 1 },
      ],
    },
  ],
  cameras: [{ id: 'tiny-whole', name: { zh: '测试', en: 'Test' }, view: wholeView }],
  zones: [],
  violations: [],
}

let simulator: Simulator
let camera: SimulatedCamera
let cacheDir: string
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'sightline-simulator-'))
  simulator = await startSimulator({ scenes: [tiny], cacheDir })
  camera = simulator.cameras[0]!
})
afterEach(() => {
  for (const name of ['refuse', 'stall', 'freeze', 'blacken', 'cover', 'shift'] as const)
    turn({ name, value: false })
  turn({ name: 'skew', value: 0 })
})
afterAll(async () => {
  await simulator.close()
  await rm(cacheDir, { recursive: true, force: true })
})

const turn = (turned: SwitchTurn): void => simulator.switch(camera.id, turned)
const withPassword = (url: string, password = camera.password, user = camera.user): string =>
  url.replace('rtsp://', `rtsp://${user}:${password}@`)

/** Small grey frames, as a player of the smaller stream gets them. */
const watch = (frames: number, url = withPassword(camera.subUrl)): Promise<Buffer[]> =>
  greyFrames(url, frames)
const player = (extra: readonly string[] = []) => copyStream(withPassword(camera.mainUrl), extra)

describe('streams', () => {
  it.each(['mainUrl', 'subUrl'] as const)(
    '%s plays for whoever knows the password, two at once',
    async (which) => {
      const [first, second] = await Promise.all([
        watch(30, withPassword(camera[which])),
        watch(30, withPassword(camera[which])),
      ])
      expect([first.length, second.length]).toEqual([30, 30])
    },
  )
  it.each([
    ['401 for a wrong password', () => withPassword(camera.mainUrl, 'wrong'), '401'],
    ['404 for an unknown camera', () => withPassword(camera.mainUrl.replace('tiny-whole', 'none')), '404'],
  ])('%s', async (_, url, code) => {
    await expect(watch(1, url())).rejects.toThrow(code)
  })
  it('461 for a client that wants UDP', async () => {
    await expect(
      run(ffmpeg, [
        '-nostdin',
        '-rtsp_transport',
        'udp',
        '-i',
        withPassword(camera.mainUrl),
        '-f',
        'null',
        '-',
      ]),
    ).rejects.toThrow(/461|Protocol not supported/)
  })
  it('shows the car where the truth says', async () => {
    const [at, now] = [simulator.epochMs + 1_000, simulator.epochMs + 9_000]
    expect(camera.groundTruth(at)).toEqual(camera.groundTruth(now))
    expect(camera.groundTruth(at)[0]!.box.left).toBeCloseTo(0.5 - 180 / 1920)
  })
})

describe.each(['main', 'sub'] as const)(
  'the film of a car that stands for six of eight seconds: %s',
  (which) => {
    it('has no two key frames alike in a row, small and grey as a gate sees them', async () => {
      const deps = { cacheDir, ffmpegPath: ffmpeg, onProgress: () => {} }
      const { sps, pps, loop } = (await renderCamera(deps, tiny, tiny.cameras[0]!))[which]
      const keys = loop.filter(({ key }) => key)
      expect(keys).toHaveLength(4)
      const start = Buffer.from([0, 0, 0, 1])
      const coded = Buffer.concat(
        [sps, pps, ...[...keys, keys[0]!].flatMap(({ nals }) => nals)].flatMap((nal) => [start, nal]),
      )
      const decode = [
        '-v',
        'error',
        '-f',
        'h264',
        '-i',
        'pipe:0',
        '-vf',
        'scale=160:90',
        '-vsync',
        'passthrough',
      ]
      const grey = execFileSync(ffmpeg, [...decode, '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'], {
        input: coded,
      })
      const pictures = Array.from({ length: 5 }, (_, i) => grey.subarray(i * 14_400, (i + 1) * 14_400))
      for (const [i, picture] of pictures.slice(1).entries())
        expect(changeOf(picture, pictures[i]!)).toBeGreaterThan(0.2)
    })
  },
)

describe('switches', () => {
  it('drop ends the connection, refuse turns the next one away', async () => {
    const watching = player()
    await until('pictures', async () => watching.seen.bytes > 20_000)
    turn({ name: 'refuse', value: true })
    turn({ name: 'drop' })
    await until('the end', async () => watching.seen.ended)
    await expect(watch(1)).rejects.toThrow(/503|5XX/)
  })
  it('stall sends nothing and keeps the connection, and goes on afterwards', async () => {
    const watching = player()
    await until('pictures', async () => watching.seen.bytes > 20_000)
    turn({ name: 'stall', value: true })
    let before = -1
    await until('silence', async () => {
      const same = watching.seen.bytes === before
      before = watching.seen.bytes
      if (!same) await new Promise((resolve) => setTimeout(resolve, 500))
      return same
    })
    expect(watching.seen.ended).toBe(false)
    turn({ name: 'stall', value: false })
    await until('pictures again', async () => watching.seen.bytes > before)
    watching.stop()
  })
  it('freeze repeats one picture exactly; without it no two are alike', async () => {
    const alive = await watch(60)
    expect(Math.min(...alive.slice(1).map((frame, i) => changeOf(frame, alive[i]!)))).toBeGreaterThan(0)
    turn({ name: 'freeze', value: true })
    const frozen = await watch(110)
    const last = frozen.at(-1)!
    expect(frozen.slice(-55).map((frame) => changeOf(frame, last))).toEqual(Array<number>(55).fill(0))
  })
  it.each([
    ['blacken', 0, 40],
    ['cover', 40, 110],
  ] as const)('%s', async (name, above, below) => {
    turn({ name, value: true })
    const level = meanOf((await watch(60)).at(-1)!)
    expect(level).toBeGreaterThanOrEqual(above)
    expect(level).toBeLessThan(below)
  })
  it('shift shows another picture', async () => {
    const before = (await watch(60)).at(-1)!
    turn({ name: 'shift', value: true })
    expect(changeOf(before, (await watch(60)).at(-1)!)).toBeGreaterThan(3)
  })
  it.each([0, 5_000, -3_600_000])('the clock is %d ms off', async (value) => {
    turn({ name: 'skew', value })
    const watching = player(['-write_prft', 'wallclock'])
    await until(
      'a reference time',
      async () => watching.seen.data.includes('prft') && watching.seen.bytes > 20_000,
    )
    const arrived = Date.now()
    watching.stop()
    const box = watching.seen.data.subarray(watching.seen.data.lastIndexOf('prft') + 4)
    const capture = (box.readUInt32BE(8) - 2_208_988_800) * 1000 + (box.readUInt32BE(12) / 2 ** 32) * 1000
    expect(Math.abs(capture - arrived - value)).toBeLessThan(2_500)
  })
})

describe('control', () => {
  const ask = (path: string, init: RequestInit = {}, token = simulator.control.token): Promise<Response> =>
    fetch(`${simulator.control.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } })
  const post = (body: string) => ask(`/cameras/${camera.id}/switch`, { method: 'POST', body })
  it.each([
    ['a good turn', () => post('{"name":"skew","value":5}'), 200],
    ['an unknown switch', () => post('{"name":"explode"}'), 400],
    ['a value of the wrong kind', () => post('{"name":"stall","value":"yes"}'), 400],
    ['no JSON', () => post('stall'), 400],
    ['an unknown camera', () => ask('/truth?camera=none&at=1'), 404],
    ['a time that is none', () => ask(`/truth?camera=${camera.id}&at=noon`), 400],
    ['no token', () => ask('/cameras', {}, 'guess'), 401],
  ])('%s', async (_, send, status) => expect((await send()).status).toBe(status))
  it('tells the truth', async () => {
    const response = await ask(`/truth?camera=${camera.id}&at=${simulator.epochMs}`)
    expect(await response.json()).toEqual(camera.groundTruth(simulator.epochMs))
  })
})
