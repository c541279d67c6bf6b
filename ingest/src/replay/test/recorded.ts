import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { manifestSchema } from '@sightline/api/contract/dossier'
import type { WantedSource } from '@sightline/api/contract/workers'
import type { Detection } from '@sightline/detectors/detection'
import type { FindingStage } from '@sightline/detectors/finding'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { hashFile } from '@sightline/infra/platform/hash'
import type { PreparedModel } from '@sightline/models/prepared-model'
import { createDetector } from '@sightline/models/session/detector'
import type { Fragment } from '../../media/boxes.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { ffmpegPath } from '../../media/test/media.ts'
import { createSealingThread } from '../../dossier/sealing-thread.ts'
import { stageWindow } from '../../dossier/stage-window.ts'
import { sampleRecord, sampleSource } from '../../dossier/test/sample-record.ts'
import { createDetail } from '../../perceive/infer/detail.ts'
import type { ModelSet, FurtherModel, LookedWith } from '../../perceive/infer/model-set.ts'
import { createInference } from '../../perceive/infer/inference.ts'
import { detailLayout, plainLayout } from '../../perceive/infer/decode-layout.ts'
import { closeUpsFor, neededFor } from '../../perceive/infer/needed.ts'
import { openCloseUp } from '../../perceive/infer/open-close-up.ts'
import type { StayRecord } from '../../findings/finding-record.ts'
import { openJudge } from '../../judge/judge.ts'
import { refuseUnproven } from '../../judge/test/refuse-unproven.ts'
import { picturesOf } from '../clip-pictures.ts'
import { refuseUnprovenDossier } from './refuse-unproven-dossier.ts'
import { readDossier } from '../replay-dossier.ts'
import { remux } from '../remux.ts'

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
/** Somebody parks. */
const parking = sampleSource({ stillSeconds: 3, graceSeconds: 10 })

/** Who judges a film, by which rules. */
export interface Watching {
  readonly model: PreparedModel
  readonly further?: readonly FurtherModel[]
  readonly source?: WantedSource
}

/** Judges a recording as a watch does, every fifth picture of it, by real models; the first finding confirmed. */
async function judge(
  dir: string,
  { init, fragments }: Recording,
  { model, further = [], source = parking }: Watching,
): Promise<StayRecord> {
  const detector = await createDetector({ model, workers: 1, threshold: trackerDefaults.lowScore })
  const confirmed: StayRecord[] = []
  const judge = await openJudge(
    {
      dir,
      tracker: trackerDefaults,
      onDrops: () => undefined,
      onUnproven: refuseUnproven,
      clock: { now: () => startAt, monotonic: () => 0 },
      onRecords: (records) =>
        confirmed.push(
          ...records.flatMap((one) => ('trackIds' in one && one.event.stage === 'confirmed' ? [one] : [])),
        ),
    },
    source,
  )
  const { input } = model.manifest
  const classes = model.manifest.classes.filter((one) => one !== null)
  const closeUp = openCloseUp(model, trackerDefaults.lowScore)
  const modelSet: ModelSet = {
    detector,
    closeUp,
    input,
    classes,
    further,
    embedder: null,
    pose: null,
    offered: classes,
  }
  const look = createLook(modelSet, { init, source })
  const timeOf = new Map(fragments.map(({ pts, at }) => [pts, at]))
  for await (const { fragment, picture } of picturesOf({ ffmpegPath, init, fragments, ...look.shape })) {
    const { detections, by } = await look.at(picture)
    await judge.look({ at: timeOf.get(fragment.pts) ?? 0, detections }, { stream, by })
  }
  await judge.close()
  await Promise.all([detector.close(), closeUp.close()])
  const [first] = confirmed
  if (!first) throw new Error('nothing was confirmed')
  return first
}

interface Seen {
  readonly detections: readonly Detection[]
  readonly by: readonly LookedWith[]
}

/** Looks as a watch does, one picture after the other. */
function createLook(modelSet: ModelSet, { init, source }: { init: InitSegment; source: WantedSource }) {
  const [needed, closeUps] = [neededFor(source, modelSet.further), closeUpsFor(source, modelSet)]
  const camera = { width: init.width, height: init.height }
  const layout = (needed.length + closeUps.length > 0 ? detailLayout : plainLayout)(modelSet.input, camera)
  const detail = createDetail(layout)
  const failed: unknown[] = []
  const note = (why: unknown): void => void failed.push(why)
  const inference = createInference({ sourceId: 's', onDropped: note, onFailure: note, onUnknown: note })
  return {
    shape: { ...layout.size, filter: layout.filter, fps: 5 },
    async at(picture: Buffer): Promise<Seen> {
      const { main, picture: held, release } = detail.hold(picture)
      let seen: Seen | null = null
      await new Promise<void>((done) =>
        inference.look({
          modelSet,
          needed,
          clothing: null,
          gestures: null,
          closeUps,
          worthKnowing: null,
          main,
          content: detail.mainContent,
          camera,
          detail: { picture: held, content: layout.content },
          onSeen: (detections, by) => void (seen = { detections, by }),
          release: () => done(release()),
        }),
      )
      if (!seen) throw new Error(`not looked at: ${String(failed[0])}`)
      return seen
    },
  }
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

/** A real dossier of a film: judged by real models, sealed by the real thread. */
export async function makeDossier(dir: string, film: string, watching: Watching): Promise<string> {
  const watchDir = join(dir, 'watch')
  await mkdir(watchDir)
  const recording = await record(film, startAt)
  const confirmed = await judge(watchDir, recording, watching)
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
  const whole = { stage: 'confirmed', part: 'whole', firstDir: null } as const
  const draft = await sealing.ask('fill', { record: confirmed, ...whole, pins, watchDir, dir: dossier })
  await writeFile(join(dossier, 'manifest.json'), await sealing.ask('place', { draft, chain }))
  await sealing.close()
  refuseUnprovenDossier(await readDossier(dossier))
  return dossier
}

/** The manifest says of the trace what it is now, as one that was signed so would. */
export async function signTrace(dir: string): Promise<void> {
  const path = join(dir, 'manifest.json')
  const manifest = manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const exhibits = manifest.exhibits.map(async (one) =>
    one.role === 'trace' ? { ...one, ...(await hashFile(join(dir, one.name))) } : one,
  )
  await writeFile(path, JSON.stringify({ ...manifest, exhibits: await Promise.all(exhibits) }))
}
