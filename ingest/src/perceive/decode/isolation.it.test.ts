import { setMaxListeners } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { Clock } from '@sightline/infra/platform/clock'
import { hasErrno } from '@sightline/infra/platform/error'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generator } from '../../../../infra/dev/simulator/random.ts'
import { runCapture, type Sample } from '../../sources/rtsp/capture.ts'
import { CaptureFault } from '../../sources/rtsp/capture-fault.ts'
import { createDecodeTurns } from './decode-turns.ts'
import { createDecoder, patientAfter, type DecodedFrame, type Decoder } from './decoder.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { type CodedCamera, makeCodedCamera } from '../../media/test/coded-camera.ts'
import { pictureName, readCoded } from '../../media/test/coded-film.ts'
import { ffmpegPath, makeFolder, untilDone } from '../../media/test/media.ts'

const cameras = 8
const speed = 4
const framesWanted = 3000
/** For what hangs: a machine with something else to do takes long over three thousand frames, and is not wrong. */
const slowest = 900_000
const size = { width: 160, height: 100 }
/** The cameras play faster than life, and so does the clock by which a decoder that died waits before the next. */
const fastClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() * speed }
const random = generator(20_261_122)

let folder: Awaited<ReturnType<typeof makeFolder>>
let coded: CodedCamera[]

beforeAll(async () => {
  folder = await makeFolder()
  coded = []
  for (let source = 0; source < cameras; source++)
    coded.push(await makeCodedCamera(folder.path, source, speed))
}, 120_000)
afterAll(() => folder.remove())

/** What is known of a sample before any decoder had it. */
interface Origin {
  readonly source: number
  readonly number: number
  /** What became of its group of pictures so far, on its way to the decoder. */
  readonly harm: Harm
}

/** `altered`: bytes were changed for others that may mean something too, which no decoder can notice: these codecs have no checksum. */
type Harm = 'none' | 'broken' | 'altered'

interface Tally {
  frames: number
  /** Read, and right in every respect. */
  right: number
  /** Pictures that no code could be read from, out of groups that were harmed; or, where bytes were altered or complaints are put up with, an older one of its own. */
  damaged: number
  readonly sources: Set<number>
  readonly wrong: string[]
}

interface Handed {
  readonly frame: DecodedFrame
  readonly origin: Origin | undefined
  /** It died so often that its complaints are put up with. */
  readonly isPatient: boolean
}

/** Holds a frame against the very bytes it claims to be decoded from. */
function check(tally: Tally, source: number, { frame, origin, isPatient }: Handed): void {
  const said = readCoded(frame.picture, size)
  tally.frames += 1
  const isStamped = frame.pts === frame.sample.pts && frame.at === frame.sample.at
  if (!origin || origin.source !== source || !isStamped)
    return void tally.wrong.push(`source ${source} was handed a sample of ${origin?.source ?? 'nobody'}`)
  const isOwn = said?.source === source
  const isHarmless = said === null || (isOwn && (origin.harm === 'altered' || isPatient))
  if (isHarmless && origin.harm !== 'none') return void (tally.damaged += 1)
  if (said?.source !== source || said.number !== origin.number)
    return void tally.wrong.push(
      `source ${source}, picture ${origin.number}: shows ${said ? `${said.source}, ${said.number}` : 'nothing'}`,
    )
  tally.right += 1
  tally.sources.add(source)
}

/** What the way to the decoder does to an access unit, once in so many. Null: it is lost. */
const harms: readonly { readonly harm: Harm; readonly to: (bytes: Buffer) => Buffer | null }[] = [
  { harm: 'broken', to: () => null },
  { harm: 'broken', to: (bytes) => bytes.subarray(0, bytes.length >> 1) },
  { harm: 'altered', to: (bytes) => change(bytes, 1, () => Math.floor(random() * 256)) },
  { harm: 'altered', to: (bytes) => change(bytes, 1, () => 0) },
  { harm: 'altered', to: (bytes) => change(bytes, 0.02, () => Math.floor(random() * 256)) },
]

/** Changes a share of the bytes behind the boxes' headers. */
function change(bytes: Buffer, share: number, to: () => number): Buffer {
  const changed = Buffer.from(bytes)
  for (let i = headerBytes; i < changed.length; i++) if (random() < share) changed[i] = to()
  return changed
}
const headerBytes = 200

interface Watching {
  readonly camera: CodedCamera
  readonly tally: Tally
  readonly harmShare: number
  readonly turns: ReturnType<typeof createDecodeTurns>
  readonly signal: AbortSignal
  /** Whose frames the decoder's pictures are taken for. */
  readonly takenFor: number
}

/** One source: connection after connection, a decoder for each, as the watch does it. */
async function watch({
  camera,
  tally,
  harmShare,
  turns,
  signal,
  takenFor,
}: Watching): Promise<{ deaths: number }> {
  const origins = new WeakMap<Sample, Origin>()
  let decoder: Decoder | null = null
  const deaths: number[] = []
  const open = (init: InitSegment): Decoder =>
    createDecoder({
      ffmpegPath,
      clock: fastClock,
      init,
      ...size,
      fps: 25,
      turns,
      filter: 'scale=160:100:flags=fast_bilinear,format=rgb24',
      cadence: { mode: 'full', keyEveryMs: 0 },
      onFrame: (frame) =>
        check(tally, takenFor, {
          frame,
          origin: origins.get(frame.sample),
          isPatient: (decoder?.stats().deaths ?? 0) >= patientAfter,
        }),
      onDeath: () => deaths.push(1),
    })
  let harmed: Harm = 'none'
  while (!signal.aborted) {
    await runCapture(
      {
        ffmpegPath: camera.ffmpegPath,
        clock: fastClock,
        silenceMs: 16_000,
        connectMs: 80_000,
        admit: (stream) => Promise.resolve(stream),
        sink: {
          init(init) {
            void decoder?.stop()
            decoder = open(init)
          },
          sample(sample) {
            const number = camera.numbers.get(pictureName(sample.bytes))
            if (number === undefined) throw new Error(`no picture of camera ${camera.source}`)
            if (sample.isKey) {
              harmed = 'none'
              decoder?.setCadence({ mode: random() < 0.8 ? 'full' : 'key', keyEveryMs: 0 })
            }
            const one = random() < harmShare ? harms[Math.floor(random() * harms.length)] : undefined
            const bytes = one ? one.to(sample.bytes) : sample.bytes
            if (one && harmed !== 'altered') harmed = one.harm
            if (!bytes) return
            const fed = { ...sample, bytes }
            origins.set(fed, { source: camera.source, number, harm: harmed })
            decoder?.feed(fed)
          },
          clockJumped: () => undefined,
        },
      },
      { url: 'rtsp://127.0.0.1/film', user: '', password: '' },
      signal,
    ).catch((error: unknown) => {
      if (!signal.aborted && !(error instanceof CaptureFault)) throw error
    })
  }
  await (decoder as Decoder | null)?.stop()
  return { deaths: deaths.length }
}

/** Decoders of this process that run, by their command lines. */
async function decoders(): Promise<number[]> {
  const pids: number[] = []
  for (const task of await readdir(`/proc/${process.pid}/task`)) {
    const children = await readFile(`/proc/${process.pid}/task/${task}/children`, 'utf8').catch(() => '')
    for (const pid of children.split(' ').filter((text) => text !== '')) {
      const line = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
      if (line.includes('rawvideo')) pids.push(Number(pid))
    }
  }
  return pids
}

async function killOne(): Promise<boolean> {
  const pids = await decoders()
  const pid = pids[Math.floor(random() * pids.length)]
  try {
    return pid !== undefined && process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It has just ended by itself.
    if (hasErrno(error, 'ESRCH')) return false
    throw error
  }
}

async function run(options: {
  frames: number
  kills: number
  harmShare: number
  killEveryMs: number
  swap?: [number, number]
}) {
  const tally: Tally = { frames: 0, right: 0, damaged: 0, sources: new Set(), wrong: [] }
  const [stop, turns] = [new AbortController(), createDecodeTurns(2)]
  // Every camera's connections listen to the one signal.
  setMaxListeners(0, stop.signal)
  const takenFor = (source: number): number => {
    const [a, b] = options.swap ?? []
    if (source === a) return b ?? source
    return source === b ? (a ?? source) : source
  }
  const watches = coded.map((camera) =>
    watch({
      camera,
      tally,
      turns,
      harmShare: options.harmShare,
      signal: stop.signal,
      takenFor: takenFor(camera.source),
    }),
  )
  let killed = 0
  const killer = setInterval(
    () => void killOne().then((isKilled) => (killed += isKilled ? 1 : 0)),
    options.killEveryMs,
  )
  const isEnough = () => tally.frames >= options.frames && killed >= options.kills
  const count = () => tally.frames + killed
  await untilDone(`${options.frames} frames`, count, isEnough).finally(() => {
    clearInterval(killer)
    stop.abort()
  })
  const ended = await Promise.all(watches)
  return { ...tally, killed, deaths: ended.reduce((sum, { deaths }) => sum + deaths, 0) }
}

it(
  'hands no frame to another source or another moment: cameras that come back with other sizes, decoders killed',
  async () => {
    const seen = await run({ frames: framesWanted, kills: 10, harmShare: 0, killEveryMs: 150 })
    console.log(JSON.stringify({ ...seen, sources: seen.sources.size }))
    expect(seen.wrong).toEqual([])
    expect(seen).toMatchObject({ right: seen.frames, damaged: 0 })
    expect(seen.sources.size).toBe(cameras)
  },
  slowest,
)

it(
  'nor with broken, lost and altered access units',
  async () => {
    const seen = await run({ frames: framesWanted, kills: 0, harmShare: 0.01, killEveryMs: 4000 })
    console.log(JSON.stringify({ ...seen, sources: seen.sources.size }))
    expect(seen.wrong).toEqual([])
    expect(seen.sources.size).toBe(cameras)
    expect(seen.deaths).toBeGreaterThan(0)
  },
  slowest,
)

it(
  'would notice: two sources whose frames are taken for each other',
  async () => {
    const { wrong, frames } = await run({
      frames: 200,
      kills: 0,
      harmShare: 0,
      killEveryMs: 1000,
      swap: [1, 2],
    })
    expect(wrong.length).toBeGreaterThan(0)
    expect(wrong.length).toBeLessThan(frames)
  },
  slowest,
)
