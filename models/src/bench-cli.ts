import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { report, roundMs, timesOf, type Round } from './bench/rounds.ts'
import { letterboxFilter, type Size } from './letterbox.ts'
import { ModelError } from './model-error.ts'
import { networks } from './networks.ts'
import { frameInput } from './onnx/prepare.ts'
import { openNetwork } from './open.ts'
import type { PreparedNetwork } from './prepared-network.ts'
import { createDetector, type Detector } from './session/detector.ts'
import { configuredRegistry } from './sources/npm-registry.ts'

const help = `网络基准 The bare network beside all of perceive, on one thread each, in turns of half a second.

node --import tsx models/src/bench-cli.ts --video FILE [options]

  --video FILE     视频 pictures to look at, one a second of it
  --network NAME   模型 one of ${networks.map(({ name }) => name).join(', ')}
  --dir DIR        模型文件夹 model folder (.sightline/models)
  --seconds N      时长 how long, in all (30)

One line of JSON: milliseconds a frame, frames a second, and perceive's share of the bare network's throughput.`

const picture: Size = { width: 1920, height: 1080 }

async function framesOf(video: string, { manifest }: PreparedNetwork): Promise<Buffer[]> {
  const filter = `fps=1,${letterboxFilter(manifest.input)}`
  const args = [
    '-v',
    'error',
    '-i',
    video,
    '-vf',
    filter,
    '-frames:v',
    '40',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
  ]
  const { stdout } = await promisify(execFile)(process.env['FFMPEG_PATH'] ?? 'ffmpeg', [...args, 'pipe:1'], {
    encoding: 'buffer',
    maxBuffer: 1e9,
  })
  const bytes = manifest.input.width * manifest.input.height * 3
  const count = Math.floor(stdout.length / bytes)
  if (count === 0) throw new Error(`--video ${video}: no picture in it`)
  return Array.from({ length: count }, (_, i) => stdout.subarray(i * bytes, (i + 1) * bytes))
}

/** `session.run` and nothing else, with the options of `session/session.ts`. */
async function openBare({ path, manifest }: PreparedNetwork, frames: readonly Buffer[]) {
  const { width, height } = manifest.input
  const session = await InferenceSession.create(path, {
    ...{ intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', logSeverityLevel: 3 },
    freeDimensionOverrides: { N: 1, H: height, W: width },
  })
  const feeds = frames.map((frame) => ({
    [frameInput]: new Tensor('uint8', Uint8Array.from(frame), [1, height, width, 3]),
  }))
  return (turn: number) => session.run(feeds[turn % feeds.length] ?? {})
}

/** From the bytes of a frame to its detections. */
const perceive = (detector: Detector, source: string, frames: readonly Buffer[]) => async (turn: number) => {
  const look = await detector.submit(source, frames[turn % frames.length] ?? Buffer.alloc(0), picture)
  if (look.kind === 'dropped') throw new Error(`a frame was dropped: ${look.reason}`)
}

async function measure(network: PreparedNetwork, video: string, seconds: number): Promise<Round[]> {
  const frames = await framesOf(video, network)
  const bare = await openBare(network, frames)
  const detector = await createDetector({ network, workers: 1 })
  const [one, two] = [perceive(detector, 'one', frames), perceive(detector, 'two', frames)]
  const rounds: Round[] = []
  for (let i = 0; i <= Math.max(5, Math.round((seconds * 1000) / (3 * roundMs))); i++) {
    const bareMs = await timesOf(bare)
    const perceiveMs = await timesOf(one)
    const began = performance.now()
    const fed = (await Promise.all([timesOf(one), timesOf(two)])).flat()
    rounds.push({ bareMs, perceiveMs, perSecond: (fed.length * 1000) / (performance.now() - began) })
  }
  await detector.close()
  // The first turn warms up.
  return rounds.slice(1)
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const options = { video: text, network: text, dir: text, seconds: text, help: { type: 'boolean' } } as const
  const { values } = parseArgs({ options })
  const seconds = Number(values.seconds ?? 30)
  if (values.help || !values.video || !(seconds > 0)) {
    console.log(help)
    return values.help ? 0 : 2
  }
  const network = await openNetwork({
    name: values.network ?? networks[0]?.name ?? '',
    dir: values.dir ?? '.sightline/models',
    origins: {
      mirror: process.env['SIGHTLINE_MODEL_MIRROR'],
      registry: () => configuredRegistry(process.env),
    },
  })
  console.log(JSON.stringify(report(network.manifest.name, await measure(network, values.video, seconds))))
  return 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof ModelError ? error.message : error)
  return 1
})
