import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { manifestSchema, traceSchema, type Manifest } from '@sightline/api/contract/dossier'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { openSigner } from '@sightline/infra/platform/sign'
import { placement } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import type { OddCamera } from '../../../infra/dev/odd-camera/odd-camera.ts'
import { readWhole } from '../media/boxes.ts'
import { ffmpegPath, until } from '../media/test/media.ts'
import { openOddCamera } from '../media/test/odd-mounts.ts'
import { createSealingThread, type SealingThread } from '../dossier/sealing-thread.ts'
import { openSpool } from '../spool/spool.ts'
import { sampleSource } from '../dossier/test/sample-record.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { testWatchDeps } from './test/watch-deps.ts'
import { startWatch } from './watch.ts'

const input: ModelInput = {
  width: 320,
  height: 192,
  letterbox: 'centre',
  pad: 114,
} as ModelInput

/** Sees the bright post that is drawn, and nothing else: a car at the place where its pixels are. */
function postEye(): ModelSet {
  const model = { name: 'post', sha256: '0'.repeat(64), inputWidth: 320, inputHeight: 192, threshold: 0.3 }
  const detector: ModelSet['detector'] = {
    model,
    async submit(_source, frame, picture) {
      const placed = placement(input, picture)
      const bright: number[] = []
      for (let pixel = 0; pixel < input.width * input.height; pixel++)
        if ((frame[pixel * 3 + 1] ?? 0) > 220) bright.push(pixel)
      const across = bright.map((pixel) => ((pixel % input.width) + 0.5 - placed.x) / placed.width)
      const down = bright.map((pixel) => (Math.floor(pixel / input.width) + 0.5 - placed.y) / placed.height)
      const box = { left: Math.min(...across), top: Math.min(...down), right: 0, bottom: 0 }
      const whole = { ...box, right: Math.max(...across), bottom: Math.max(...down) }
      const detections = bright.length > 0 ? [{ class: 'car' as const, score: 0.9, box: whole }] : []
      return { kind: 'detections', detections, ms: 1, queuedMs: 0 }
    },
    counts: () => ({ submitted: 0, looked: 0, dropped: {} }) as never,
    close: async () => undefined,
  }
  const closeUp = {
    look: () => Promise.reject(new Error('nobody asks for close-ups')),
  } as ModelSet['closeUp']
  return {
    detector,
    input,
    classes: ['car'],
    closeUp,
    further: [],
    embedder: null,
    pose: null,
    offered: ['car'],
  }
}

let root: string
let camera: OddCamera
let sealing: SealingThread
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sightline-changed-'))
  const never = { kind: 'film-for-good', atS: 1e6, film: 'postTall' } as const
  camera = await openOddCamera({ post: { film: 'postWide', events: [never] } })
  const software = { sightline: '0', ffmpeg: '5' }
  sealing = createSealingThread({ ffmpegPath, software, logLevel: 'silent', models: null })
})
afterAll(async () => {
  await sealing.close()
  await camera.close()
  await rm(root, { recursive: true, force: true })
})

const manifestOf = async (dir: string): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')))

/** Every picture and segment of a dossier with its size, by name; close-ups and copies apart. */
async function sizesIn(dir: string, { exhibits }: Manifest): Promise<Record<string, string>> {
  const sized = exhibits.filter(({ name }) => /(wide\.jpg|segment\.mp4)$/.test(name))
  const rows = sized.map(async ({ name, mime }) => {
    const bytes = await readFile(join(dir, name))
    const { width, height } = mime === 'image/jpeg' ? await sharp(bytes).metadata() : readWhole(bytes).init
    return [name, `${width}x${height}`] as const
  })
  return Object.fromEntries(await Promise.all(rows))
}

it('judges a thing at its place while the picture changes its shape, and every still has the shape of its time', async () => {
  const dataDir = await mkdtemp(join(root, 'data-'))
  const limits = { spoolBytes: 1e9, diskFloorBytes: 0 }
  const spool = await openSpool({ dataDir, signer: await openSigner(join(dataDir, 'key')), limits })
  const modelSet = postEye()
  const told: string[] = []
  const onSealed = ({ dir }: { dir: string }): void => void told.push(dir)
  const deps = testWatchDeps({ dataDir, spool, sealing, onSealed, modelSet: () => modelSet })
  const about = sampleSource({ stillSeconds: 3, graceSeconds: 10, maxGapSeconds: 60 })
  const watch = startWatch(
    deps,
    wantedSourceSchema.parse({ ...about, url: camera.urlOf('post'), user: '', sealedPassword: null }),
  )
  const sealed = (name: string): string | undefined => told.find((dir) => dir.endsWith(name))
  await until('the opening is sealed', () => sealed('opened-first') !== undefined, 60_000)
  camera.show('post', 'postTall')
  await until('the recording is sealed', () => sealed('confirmed-supplement') !== undefined, 90_000)
  await watch.stop()

  const [openedDir, restDir] = [sealed('opened-first') ?? '', sealed('confirmed-supplement') ?? '']
  const [opened, rest] = [await manifestOf(openedDir), await manifestOf(restDir)]
  expect(rest.findingId).toBe(opened.findingId)
  expect(opened.source.video).toMatchObject({ width: 640, height: 360 })
  expect(rest.source.video).toMatchObject({ width: 640, height: 480 })
  expect(opened.source.fingerprint).not.toBe(rest.source.fingerprint)
  expect(await sizesIn(restDir, rest)).toMatchObject({
    'opened/segment.mp4': '640x360',
    'confirmed/segment.mp4': '640x480',
    'opened/wide.jpg': '640x360',
  })
  expect(rest.clueReasons).toContain('gap_in_segment')
  const names = await readdir(join(restDir, 'confirmed'))
  expect(names).toEqual(expect.arrayContaining(['overlay.jpg', 'close-up.jpg']))
  const { frames } = traceSchema.parse(
    JSON.parse(await readFile(join(restDir, 'confirmed/trace.json'), 'utf8')),
  )
  const middles = frames.flatMap(({ detections }) => detections.map(({ box }) => (box.left + box.right) / 2))
  expect(middles.length).toBeGreaterThan(4)
  expect(middles.filter((middle) => Math.abs(middle - 0.9) > 0.02)).toEqual([])
}, 180_000)
