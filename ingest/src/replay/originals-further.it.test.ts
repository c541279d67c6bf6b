import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import type { ViolationKind } from '@sightline/detectors/finding'
import { hashBytes } from '@sightline/infra/platform/hash'
import { parseOwnManifest, wholeManifest } from '@sightline/models/check/own-manifest'
import { handedOutDir, installModel } from '@sightline/models/installed'
import { openTask } from '@sightline/models/open'
import type { PreparedModel } from '@sightline/models/prepared-model'
import { hasDefaultModel } from '../../../infra/dev/servers/weights.ts'
import { ffmpegPath } from '../media/test/media.ts'
import { sampleSource } from '../dossier/test/sample-record.ts'
import { namedCandidate, type OpenedFurther } from '../perceive/infer/open-further.ts'
import { filmFire } from '../perceive/infer/test/burning.ts'
import { ownManifest, surerInLight } from '../perceive/infer/test/own-models.ts'
import { readDossier, replayOriginals, replayTrace } from './replay-dossier.ts'
import { toOriginalsReport } from './report.ts'
import { asCamera, makeDossier, modelDir, repository, streetFilm, signTrace } from './test/recorded.ts'

const shared = join(repository, '../shared')
const mirror = process.env['SIGHTLINE_MODEL_MIRROR'] ?? join(shared, 'models')
const openDefault = (): Promise<PreparedModel> =>
  openTask('detector', 'yolox-nano', { dir: modelDir, origins: { mirror } })
const open = (dir: string, name: string): Promise<OpenedFurther> =>
  namedCandidate(name, { dir, mirror, api: { apiUrl: '', tokenFile: '' } }).open(new AbortController().signal)

/** A source of one zone, the whole picture, with these rules on it. */
function watched(rules: readonly [ViolationKind, Record<string, number | boolean>][]) {
  const source = sampleSource({})
  const [rule] = source.rules
  return {
    ...source,
    rules: rules.map(([kind, params], i) => ({ ...rule!, id: `r${i}` as never, kind, params })),
  }
}

/** A copy of a dossier in which the manifest or the trace says something else. */
async function altered<T extends Manifest | Trace>(dossier: string, name: string, alter: (was: T) => object) {
  const copy = join(await mkdtemp(`${dossier}-altered-`), 'dossier')
  await cp(dossier, copy, { recursive: true })
  const was = JSON.parse(await readFile(join(copy, name), 'utf8')) as T
  await writeFile(join(copy, name), JSON.stringify(alter(was)))
  await signTrace(copy)
  return readDossier(copy)
}

/** The trace in which everything of a class stands elsewhere in one frame, or in all. */
const moved =
  (kind: string, only?: number) =>
  (trace: Trace): Trace => ({
    ...trace,
    frames: trace.frames.map((frame) => ({
      ...frame,
      detections: frame.detections.map((one) =>
        one.class === kind && (only ?? frame.at) === frame.at
          ? { ...one, box: { ...one.box, left: one.box.left - 0.05, right: one.box.right - 0.05 } }
          : one,
      ),
    })),
  })

const isReady = streetFilm !== null && hasDefaultModel()
describe.skipIf(!isReady)('a dossier that rests on an own model', () => {
  let dir: string
  let models: string
  let dossier: string
  const opened: OpenedFurther[] = []
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-originals-further-'))
    models = join(dir, 'models')
    await mkdir(models)
    const model = await openDefault()
    await symlink(join(modelDir, 'yolox-nano'), join(models, 'yolox-nano'))
    await install('hats', 'no_hat', 'zones')
    await install('clothes', 'no_uniform', 'persons')
    opened.push(await open(handedOutDir(models), 'hats'), await open(handedOutDir(models), 'clothes'))
    const source = watched([
      ['kitchen_no_hat', { stillSeconds: 3, graceSeconds: 4 }],
      ['kitchen_no_uniform', { stillSeconds: 300 }],
      ['illegal_parking', { stillSeconds: 300, closeUp: true }],
    ])
    const film = await asCamera(streetFilm!, join(dir, 'street.mp4'), 20)
    dossier = await makeDossier(dir, film, { model, further: opened, source })
  }, 240_000)
  afterAll(async () => {
    await Promise.all(opened.map((model) => model.close()))
    await rm(dir, { recursive: true, force: true })
  })

  async function install(name: string, kind: string, looksAt: string): Promise<void> {
    const onnx = surerInLight(0.6)
    const own = parseOwnManifest(JSON.stringify(ownManifest(name, { looksAt, classes: [null, kind] })))
    const { sha256 } = hashBytes(Buffer.from(onnx))
    await installModel(handedOutDir(models), wholeManifest(own, { sha256, bytes: onnx.length }), onnx)
  }
  const again = async (files = readDossier(dossier), from = models) =>
    replayOriginals(await files, { ffmpegPath, modelDir: from })

  it('is recomputed with that model, and all that looked, to the last digit', async () => {
    const files = await readDossier(dossier)
    expect(files.manifest).toMatchObject({ kind: 'kitchen_no_hat', network: { name: 'hats' } })
    expect(files.manifest.networks?.[0]?.closeUps).toHaveLength(4)
    expect(replayTrace(files).isSame).toBe(true)
    const second = await again()
    const classes = files.trace.frames.flatMap(({ detections }) => detections.map((one) => one.class))
    expect(classes.filter((one) => one === 'no_uniform').length).toBeGreaterThan(20)
    expect(second.verdict).toBe('same')
    expect(second.modelSet).toEqual({
      looked: ['yolox-nano', 'hats', 'clothes'],
      inZone: ['hats', 'clothes'],
      absent: [],
      knowing: [],
    })
    for (const { frames, missing, unfilled } of second.stages) {
      expect(frames.same).toBeGreaterThan(25)
      expect([frames.alike, frames.different, missing, unfilled]).toEqual([0, 0, 0, 0])
    }
    expect(toOriginalsReport(second)[0]).toMatch(/^一致 same: .* yolox-nano, hats, clothes$/)
  })

  it('names the first of the frames in which the trace shows something elsewhere', async () => {
    const { trace } = await readDossier(dossier)
    const atOf = (kind: string, after: number): number =>
      trace.frames.find(({ at, detections }) => at > after && detections.some((one) => one.class === kind))!
        .at
    const hatAt = atOf('no_hat', trace.frames[8]!.at)
    const clothesAt = atOf('no_uniform', hatAt)
    const alter = (was: Trace): Trace => moved('no_uniform', clothesAt)(moved('no_hat', hatAt)(was))
    const second = await again(altered<Trace>(dossier, 'confirmed/trace.json', alter))
    expect(second.verdict).toBe('different')
    for (const { frames, differsAt } of second.stages)
      expect([frames.different, differsAt]).toEqual([2, hatAt])
    expect(toOriginalsReport(second).join('\n')).toContain(`first different ${new Date(hatAt).toISOString()}`)
  })

  const inManifest = (alter: (was: Manifest) => object) => altered<Manifest>(dossier, 'manifest.json', alter)
  const otherBytes = { sha256: '0'.repeat(64) }
  it.each([
    ['is not here', 'model_not_installed', { name: 'of-another-house' }],
    ['is made of other bytes', 'model_differs', otherBytes],
  ])('is refused where the model it rests on %s', async (...[, code, other]) => {
    const files = inManifest((was) => ({
      ...was,
      network: { ...was.network, ...other },
      networks: was.networks?.map((one) => (one.name === 'hats' ? { ...one, ...other } : one)),
    }))
    await expect(again(files)).rejects.toMatchObject({ code })
  })

  it('goes by the trace for those that are not here, and for how people look, and says so', async () => {
    const knowing = { name: 'person-reid', sha256: 'a'.repeat(64), threshold: 0.7 }
    const files = inManifest((was) => ({
      ...was,
      networks: [
        ...was.networks!.map((one) => (one.name === 'hats' ? one : { ...one, ...otherBytes })),
        knowing,
      ],
    }))
    const second = await again(files)
    expect(second).toMatchObject({
      verdict: 'same',
      modelSet: { looked: ['hats'], absent: ['yolox-nano', 'clothes'], knowing: ['person-reid'] },
    })
    const said = toOriginalsReport(second).join('\n')
    expect(said).toContain('yolox-nano, clothes: 未重看的模型')
    expect(said).toContain('person-reid: 未重新辨认人员')
  })
})

const isBurning =
  hasDefaultModel() && ['models', 'media/fire'].every((part) => existsSync(join(shared, part)))
if (!isBurning) console.warn('skipped: ../shared has no weights or fire')
describe.skipIf(!isBurning)('a dossier of a fire', () => {
  let dir: string
  let dossier: string
  let flame: OpenedFurther
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-originals-fire-'))
    await filmFire(shared, join(dir, 'fire.mp4'))
    flame = await open(modelDir, 'onfire-flame')
    const source = watched([['open_burning', { stillSeconds: 3, graceSeconds: 2, minFlicker: 0.08 }]])
    const watching = { model: await openDefault(), further: [flame], source }
    dossier = await makeDossier(dir, join(dir, 'fire.mp4'), watching)
  }, 240_000)
  afterAll(async () => {
    await flame?.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('is recomputed with the flame model, but for the pictures before which too few are shown', async () => {
    const files = await readDossier(dossier)
    expect(replayTrace(files).isSame).toBe(true)
    const second = await replayOriginals(files, { ffmpegPath, modelDir })
    expect(second).toMatchObject({ verdict: 'same', modelSet: { looked: ['yolox-nano', 'onfire-flame'] } })
    expect([second.unfilled, ...second.stages.map(({ unfilled }) => unfilled)]).toEqual([6, 6, 6])
    for (const { frames } of second.stages) {
      expect(frames.same).toBeGreaterThan(20)
      expect([frames.alike, frames.different]).toEqual([0, 0])
    }
    expect(toOriginalsReport(second).join('\n')).toContain('其中 6 帧之前的闪动不在视频内')
  })

  it('is different where the trace shows the flames elsewhere', async () => {
    const files = await altered<Trace>(dossier, 'confirmed/trace.json', moved('flame'))
    const second = await replayOriginals(files, { ffmpegPath, modelDir })
    expect(second.verdict).toBe('different')
    for (const { frames, fromAt, differsAt } of second.stages) {
      expect(frames.different).toBeGreaterThan(10)
      expect(differsAt).toBeGreaterThan(fromAt)
    }
  })
})
