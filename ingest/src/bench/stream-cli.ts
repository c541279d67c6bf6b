import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { gateDefaults } from '@sightline/detectors/cadence/gate'
import { systemClock } from '@sightline/infra/platform/clock'
import { letterboxFilter } from '@sightline/models/letterbox'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import { openModel } from '@sightline/models/open'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { z } from 'zod'
import { type CaptureSink, runCapture } from '../sources/rtsp/capture.ts'
import { createDecoder, type DecodedFrame, type Decoder } from '../perceive/decode/decoder.ts'
import type { Cadence } from '../perceive/decode/feed-plan.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { openRing } from '../ring/ring.ts'

const help = `单路基准 One stream at one cadence, or several of it, until SIGTERM; for whoever measures what this process and its children cost.

node --import tsx ingest/src/bench/stream-cli.ts --mode MODE < address.json

  --mode idle      capture and ring alone            仅接入与环形录像
         key       and the gate's key frames decoded 加：解码关键帧
         full      and 5 frames a second decoded     加：每秒解码 5 帧
         look      and those shown to the model    加：模型推理
  --streams N      so many connections in one process (1)  同一进程内的路数
  --dir DIR        model folder (.sightline/models)  模型文件夹

Standard input: {"url", "user", "password"}. Prints "ready", then, when stopped, a line of JSON with what went through.`

const modes = ['idle', 'key', 'full', 'look'] as const
type Mode = (typeof modes)[number]
const addressSchema = z.object({ url: z.string(), user: z.string(), password: z.string() })
const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
const fps = 5

async function openDetector(dir: string): Promise<Detector> {
  const origins = { mirror: process.env['SIGHTLINE_MODEL_MIRROR'] }
  return createDetector({ model: await openModel({ name: yoloxNano.name, dir, origins }), workers: 1 })
}

/** The watch's own way to pictures, without its gate: the cadence is given. */
function openDecoder(
  mode: Exclude<Mode, 'idle'>,
  init: InitSegment,
  onFrame: (frame: DecodedFrame) => void,
): Decoder {
  const { input } = yoloxNano
  const cadence: Cadence = { mode: mode === 'key' ? 'key' : 'full', keyEveryMs: gateDefaults.keyEveryMs }
  const { width, height } = input
  return createDecoder({
    ffmpegPath,
    clock: systemClock,
    init,
    width,
    height,
    fps,
    cadence,
    filter: letterboxFilter(input),
    onFrame,
  })
}

type Address = z.infer<typeof addressSchema>
interface Running {
  readonly mode: Mode
  readonly detector: Detector | null
  readonly onReady: () => void
}

async function readStream(address: Address, { mode, detector, onReady }: Running, signal: AbortSignal) {
  const ringDir = await mkdtemp(join(tmpdir(), 'sightline-bench-'))
  const bounds = { maxBytes: 512 << 20, maxAgeMs: 900_000, floorBytes: 0 }
  const ring = await openRing({ dir: ringDir, clock: systemClock, ...bounds, onState: () => undefined })
  const counts = { samples: 0, pictures: 0, looked: 0 }
  let decoder: Decoder | null = null
  const onFrame = ({ picture }: DecodedFrame, { width, height }: InitSegment): void => {
    counts.pictures += 1
    void detector?.submit('stream', picture, { width, height }).then(({ kind }) => {
      if (kind === 'detections') counts.looked += 1
    })
  }
  const sink: CaptureSink = {
    init(init) {
      ring.init(init)
      if (mode !== 'idle') decoder = openDecoder(mode, init, (frame) => onFrame(frame, init))
    },
    sample(sample) {
      ring.append(sample)
      decoder?.feed(sample)
      counts.samples += 1
      if (counts.samples === 25) onReady()
    },
    clockJumped: () => undefined,
  }
  try {
    await runCapture({ ffmpegPath, clock: systemClock, sink }, address, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await (decoder as Decoder | null)?.stop()
    await ring.close()
    await rm(ringDir, { recursive: true })
  }
  return counts
}

interface Wanted {
  readonly mode: Mode
  readonly dir: string
  readonly streams: number
}

async function run({ mode, dir, streams }: Wanted, signal: AbortSignal): Promise<void> {
  const address = addressSchema.parse(JSON.parse(await text(process.stdin)))
  const detector = mode === 'look' ? await openDetector(dir) : null
  let ready = 0
  const onReady = (): void => {
    ready += 1
    if (ready === streams) console.log('ready')
  }
  try {
    const running = { mode, detector, onReady }
    const all = Array.from({ length: streams }, () => readStream(address, running, signal))
    console.log(JSON.stringify(await Promise.all(all)))
  } finally {
    await detector?.close()
  }
}

const options = {
  mode: { type: 'string' },
  dir: { type: 'string' },
  streams: { type: 'string', default: '1' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })
const mode = modes.find((known) => known === values.mode)
if (values.help || !mode) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else {
  const stop = new AbortController()
  process.once('SIGTERM', () => stop.abort())
  const streams = Math.max(1, Number.parseInt(values.streams, 10) || 1)
  await run({ mode, dir: values.dir ?? '.sightline/models', streams }, stop.signal)
}
