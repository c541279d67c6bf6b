import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema, type Manifest } from '@sightline/api/contract/dossier'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../../infra/start/child.ts'
import { hasDefaultModel, withoutModel } from '../../../../infra/dev/servers/weights.ts'
import {
  startSimulator,
  type SimulatedCamera,
  type Simulator,
} from '../../../../infra/dev/simulator/simulator.ts'
import { scenes } from '../../../../infra/dev/simulator/scenes/scenes.ts'
import { openTask } from '../../../../models/src/open.ts'
import { modelPlace } from '../../../../models/src/test/shared-material.ts'
import { createPacedClock, type PacedClock } from '../../watch/test/paced-clock.ts'
import { startBench, toWanted } from '../../watch/test/worker-bench.ts'
import { fromFolderName } from '../../spool/spool-name.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const film = join(repository, '../shared/media/clips/parked_cars_cn_20s.mp4')
const isFilmThere = existsSync(film)
const hasPlateModels = ['../shared/models', '.sightline/models/hyperlpr-plates'].some((path) =>
  existsSync(join(repository, path)),
)
const postgres = testServer('pg')

if (!hasDefaultModel()) console.warn(withoutModel)
if (!hasPlateModels) console.warn('skipped: the weights that read plates are not here')
if (!isFilmThere) console.warn('skipped: ../shared/media/clips/parked_cars_cn_20s.mp4 is absent')

describe.skipIf(!postgres || !hasDefaultModel() || !hasPlateModels)('a worker that reads plates', () => {
  const pace = createPacedClock()
  let simulator: Simulator
  beforeAll(async () => {
    // A worker fetches none from a public address by itself, and this one lies in no mirror.
    await openTask('reader', 'ppocr-reader', modelPlace())
    simulator = await startSimulator({ scenes: ['pavement'], videos: isFilmThere ? [film] : [], pace })
  }, 600_000)
  afterAll(async () => {
    await simulator?.close()
    pace.stop()
  })

  it.skipIf(!isFilmThere)(
    'reads 苏ED51712 off a real street over RTSP into the signed manifest',
    async () => {
      const camera = simulator.cameras.find(({ scene }) => scene === null)!
      // The vans behind it are found as well, and show no plate.
      const isNear = ({ finding: { box } }: Manifest) => box !== null && box.right - box.left > 0.5
      await sealedFrom({ pace, camera, isWanted: isNear }, async (manifest, dir) => {
        expect(manifest.plate).toMatchObject({
          verdict: 'legible',
          text: '苏ED51712',
          colour: 'green',
          reason: null,
          networks: [{ name: 'hyperlpr-plates' }, { name: 'hyperlpr-colour' }, { name: 'ppocr-reader' }],
        })
        expect(Math.min(...manifest.plate!.confidences)).toBeGreaterThanOrEqual(0.9)
        const closeUp = manifest.exhibits.find(({ name }) => name === 'confirmed/plate.jpg')
        expect(closeUp).toMatchObject({ role: 'still', of: 'confirmed/wide.jpg' })
        const { width } = await sharp(join(dir, 'confirmed/plate.jpg')).metadata()
        expect(width).toBeLessThan(300)
      })
    },
    600_000,
  )

  it('reads the plate of the drawn car that stays', async () => {
    const street = simulator.cameras.find(({ id }) => id === 'pavement-street')!
    // Others that stop there may be hidden or turned away.
    const isWanted = ({ plate }: Manifest): boolean => plate?.verdict === 'legible'
    await sealedFrom({ pace, camera: street, isWanted }, async (manifest) => {
      const parked = scenes['pavement']!.actors.find(({ id }) => id === 'car-a')!
      expect(manifest.plate).toMatchObject({ verdict: 'legible', text: parked.look!.text!.replace('·', '') })
    })
  }, 600_000)
})

interface Wanted {
  readonly pace: PacedClock
  readonly camera: SimulatedCamera
  readonly isWanted: (manifest: Manifest) => boolean
}

/** Runs a worker on one camera until it has sealed the wanted finding. */
async function sealedFrom(
  { pace, camera, isWanted }: Wanted,
  check: (manifest: Manifest, dir: string) => Promise<void>,
): Promise<void> {
  const bench = await startBench(pace)
  const handed = async () => {
    // Plates come with the rest of a stage.
    const isRest = (name: string): boolean => {
      const named = fromFolderName(name)
      return named?.stage === 'confirmed' && named.part !== 'first'
    }
    const names = (await readdir(bench.dirs.handed)).filter(isRest)
    const folders = names.map((name) => join(bench.dirs.handed, name))
    const sealed = await Promise.all(
      folders.map(async (path) => ({ path, manifest: await readManifest(path) })),
    )
    return sealed.find(({ manifest }) => isWanted(manifest))
  }
  try {
    await bench.start()
    await until('plates can be read', async () => bench.tail().includes('plates can be read'), 300_000)
    bench.want([
      await toWanted(bench.dir, { ...camera, zones: camera.scene ? camera.zones : [wholePicture] }),
    ])
    await until('its dossier is handed over', async () => (await handed()) !== undefined, 200_000)
    const { manifest, path } = (await handed())!
    await check(manifest, path)
  } finally {
    await bench.close()
  }
}

const readManifest = async (dir: string): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')))

const wholePicture = {
  id: 'whole',
  name: { zh: '全画面', en: 'Whole picture' },
  polygon: [
    { x: 0, y: 0.2 },
    { x: 1, y: 0.2 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
  bays: [],
}
