import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { FindingStage } from '@sightline/detectors/finding'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { letterboxFilter } from '@sightline/models/letterbox'
import type { PreparedNetwork } from '@sightline/models/prepared-network'
import { createDetector } from '@sightline/models/session/detector'
import type { Fragment } from '../../capture/boxes.ts'
import type { InitSegment } from '../../capture/init-segment.ts'
import { ffmpegPath } from '../../capture/test/media.ts'
import { createSealingThread } from '../../dossier/sealing-thread.ts'
import { stageWindow } from '../../dossier/stage-window.ts'
import { sampleRecord, sampleSource } from '../../dossier/test/sample-record.ts'
import type { StayRecord } from '../../watch/finding-record.ts'
import { openJudge } from '../../watch/judge.ts'
import { picturesOf } from '../clip-pictures.ts'
import { remux } from '../remux.ts'
import { look } from '../trace-video.ts'

export const repository = resolve(import.meta.dirname, '../../../..')
/** A street in China, 20 s; null, said aloud, where it is absent. */
export const streetFilm = ((): string | null => {
  const film = join(repository, '../shared/media/clips/parked_cars_cn_20s.mp4')
  if (existsSync(film)) return film
  console.warn('skipped: ../shared/media/clips/parked_cars_cn_20s.mp4 is absent')
  return null
})()
export const modelDir = join(repository, '.sightline/models')

/** Coded as a camera would: a key frame every two seconds. */
export async function asCamera(film: string, to: string, seconds: number): Promise<string> {
  const coding = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-g',
    '50',
    '-bf',
    '0',
    '-an',
    '-t',
    `${seconds}`,
  ]
  await promisify(execFile)(ffmpegPath, ['-v', 'error', '-y', '-i', film, ...coding, to])
  return to
}

interface Recording {
  readonly init: InitSegment
  readonly fragments: readonly (Fragment & { readonly at: number })[]
}

async function record(file: string, startAt: number): Promise<Recording> {
  const fragments: (Fragment & { at: number })[] = []
  let init: InitSegment | null = null
  for await (const event of remux(ffmpegPath, file)) {
    if (event.kind === 'init') init = event.init
    else if (init) {
      const ms = ((event.fragment.pts - (fragments[0]?.pts ?? event.fragment.pts)) * 1000) / init.timescale
      fragments.push({ ...event.fragment, at: startAt + Math.round(ms) })
    }
  }
  if (!init) throw new Error(`no video in ${file}`)
  return { init, fragments }
}

const startAt = Date.UTC(2026, 5, 1, 2)
const stream = sampleRecord().stream
const source = sampleSource({ stillSeconds: 3, graceSeconds: 10 })

/** Judges a recording as a watch does, every fifth picture of it, by the real network; the first finding confirmed. */
async function judge(
  dir: string,
  { init, fragments }: Recording,
  network: PreparedNetwork,
): Promise<StayRecord> {
  const detector = await createDetector({ network, workers: 1, threshold: trackerDefaults.lowScore })
  const confirmed: StayRecord[] = []
  const judge = await openJudge(
    {
      ...{ dir, tracker: trackerDefaults, onDrops: () => undefined },
      clock: { now: () => startAt, monotonic: () => 0 },
      onRecords: (records) =>
        confirmed.push(
          ...records.flatMap((one) => ('trackIds' in one && one.event.stage === 'confirmed' ? [one] : [])),
        ),
    },
    source,
  )
  const { input } = network.manifest
  const classes = network.manifest.classes.filter((one) => one !== null)
  const { name, sha256, threshold } = detector.network
  const shape = { width: input.width, height: input.height, filter: letterboxFilter(input), fps: 5 }
  const timeOf = new Map(fragments.map(({ pts, at }) => [pts, at]))
  for await (const { fragment, picture } of picturesOf({ ffmpegPath, init, fragments, ...shape })) {
    const detections = await look(detector, picture, init)
    const moment = { stream, by: [{ name, sha256, threshold, classes }] }
    await judge.look({ at: timeOf.get(fragment.pts) ?? 0, detections }, moment)
  }
  await judge.close()
  await detector.close()
  const [first] = confirmed
  if (!first) throw new Error('nothing was confirmed')
  return first
}

/** What a stage's window shows, as the ring would cut it: from a key frame on. */
async function pin(dir: string, { init, fragments }: Recording, window: { fromAt: number; toAt: number }) {
  const first = fragments.findLastIndex(({ at, isKey }) => isKey && at <= window.fromAt)
  const shown = fragments.slice(Math.max(0, first)).filter(({ at }) => at <= window.toAt)
  await mkdir(dir)
  await writeFile(join(dir, 'segment.mp4'), Buffer.concat([init.bytes, ...shown.map(({ bytes }) => bytes)]))
  const entries = shown.map(({ at, bytes, isKey, pts }) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { at, arrivedAt: at, bytes: bytes.length, isKey, sha256, pts }
  })
  const segment = { initSha256: init.sha256, fragments: entries }
  return {
    dir,
    pin: { format: 'sightline.pin/1' as const, askedFromAt: window.fromAt, askedToAt: window.toAt, segment },
  }
}

/** A real dossier of a film: judged by the real network, sealed by the real thread. */
export async function makeDossier(dir: string, film: string, network: PreparedNetwork): Promise<string> {
  const watchDir = join(dir, 'watch')
  await mkdir(watchDir)
  const recording = await record(film, startAt)
  const confirmed = await judge(watchDir, recording, network)
  const pins = new Map<FindingStage, Awaited<ReturnType<typeof pin>>>()
  for (const stage of ['opened', 'confirmed'] as const) {
    const window = stageWindow({ ...confirmed.event, stage })
    pins.set(stage, await pin(join(dir, stage), recording, window))
  }
  const software = { sightline: '0', ffmpeg: '5' }
  const sealing = createSealingThread({ ffmpegPath, software, logLevel: 'silent', models: null })
  const dossier = join(dir, 'dossier')
  await mkdir(dossier)
  const chain = { keyId: 'k', sequence: 0, previous: null }
  const task = { record: confirmed, stage: 'confirmed' as const, pins, watchDir, dir: dossier, chain }
  await writeFile(join(dossier, 'manifest.json'), await sealing.ask('fill', task))
  await sealing.close()
  return dossier
}
