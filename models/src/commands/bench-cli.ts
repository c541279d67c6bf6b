// Before the library.
import '../session/no-telemetry.ts'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { batchSize, report, roundMs, timesOf, type Round } from '../bench/rounds.ts'
import { letterboxFilter, type Size } from '../letterbox.ts'
import { models } from '../models.ts'
import { frameInput } from '../onnx/prepare.ts'
import { openTask } from '../open.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { ffmpegBytes } from '../raster/ffmpeg.ts'
import { createDetector, type Detector } from '../session/detector.ts'
import { runtimeError } from '../session/runtime-words.ts'
import type { Command } from './command.ts'

const picture: Size = { width: 1920, height: 1080 }

async function framesOf(video: string, { manifest }: PreparedModel, ffmpeg: string): Promise<Buffer[]> {
  const filter = `fps=1,${letterboxFilter(manifest.input)}`
  const stdout = await ffmpegBytes(ffmpeg, [
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
  ])
  const bytes = manifest.input.width * manifest.input.height * 3
  const count = Math.floor(stdout.length / bytes)
  if (count === 0) throw new Error(`--video ${video}: no picture in it`)
  return Array.from({ length: count }, (_, i) => stdout.subarray(i * bytes, (i + 1) * bytes))
}

/** `session.run` on so many frames and nothing else, with the options of `session/session.ts`. */
async function openBare({ path, manifest }: PreparedModel, frames: readonly Buffer[], size = 1) {
  const { width, height } = manifest.input
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 4,
    freeDimensionOverrides: { N: size, H: height, W: width },
  }).catch((cause: unknown) => {
    throw runtimeError('model_unusable', cause)
  })
  const feeds = frames.map((_, first) => {
    const together = Array.from(
      { length: size },
      (__, i) => frames[(first + i) % frames.length] ?? Buffer.alloc(0),
    )
    return { [frameInput]: new Tensor('uint8', Buffer.concat(together), [size, height, width, 3]) }
  })
  return (turn: number) => session.run(feeds[turn % feeds.length] ?? {})
}

/** From the bytes of a frame to its detections. */
const perceive = (detector: Detector, source: string, frames: readonly Buffer[]) => async (turn: number) => {
  const look = await detector.submit(source, frames[turn % frames.length] ?? Buffer.alloc(0), picture)
  if (look.kind === 'dropped') throw new Error(`a frame was dropped: ${look.reason}`)
}

async function measure(model: PreparedModel, frames: readonly Buffer[], seconds: number): Promise<Round[]> {
  const bare = await openBare(model, frames)
  const batch = await openBare(model, frames, batchSize)
  const detector = await createDetector({ model, workers: 1 })
  const [one, two] = [perceive(detector, 'one', frames), perceive(detector, 'two', frames)]
  const rounds: Round[] = []
  for (let i = 0; i <= Math.max(5, Math.round((seconds * 1000) / (4 * roundMs))); i++) {
    const bareMs = await timesOf(bare)
    const batchMs = await timesOf(batch)
    const perceiveMs = await timesOf(one)
    const began = performance.now()
    const fed = (await Promise.all([timesOf(one), timesOf(two)])).flat()
    rounds.push({ bareMs, batchMs, perceiveMs, perSecond: (fed.length * 1000) / (performance.now() - began) })
  }
  await detector.close()
  // The first turn warms up.
  return rounds.slice(1)
}

/** The bare model beside all of perceive, on one thread each, in turns of half a second: one line of JSON. */
export async function bench(command: Command): Promise<number> {
  const { words, video, seconds, ffmpeg } = command
  if (!video || !(seconds > 0)) {
    console.error('bench: --video FILE [--seconds N]')
    return 2
  }
  const model = await openTask('detector', words[0] ?? models[0]?.name ?? '', command)
  const frames = await framesOf(video, model, ffmpeg)
  console.log(JSON.stringify(report(model.manifest.name, await measure(model, frames, seconds))))
  return 0
}
