import { readdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../../infra/start/child.ts'
import { startSimulator, type Simulator } from '../../../../infra/dev/simulator/simulator.ts'
import { readDossier, replayOriginals, replayTrace } from '../../replay/replay-dossier.ts'
import { toOriginalsReport } from '../../replay/report.ts'
import { createPacedClock } from '../../watch/test/paced-clock.ts'
import { startBench, toWanted, type WorkerBench } from '../../watch/test/worker-bench.ts'
import { filmFire } from './test/burning.ts'

const shared = resolve(import.meta.dirname, '../../../../../shared')
const postgres = testServer('pg')
const isHere = ['models', 'media/fire', 'media/street'].every((part) => existsSync(join(shared, part)))
if (!isHere) console.warn('skipped: ../shared has no weights, fire or street')

describe.skipIf(!postgres || !isHere)('a worker that watches a fire', () => {
  const pace = createPacedClock()
  let simulator: Simulator
  let bench: WorkerBench
  beforeAll(async () => {
    bench = await startBench(pace)
    const { dir } = bench
    await filmFire(shared, join(dir, 'fire.mp4'))
    simulator = await startSimulator({
      scenes: [],
      pace,
      videos: [join(dir, 'fire.mp4')],
    })
    const polygon = [
      { x: 0.02, y: 0.3 },
      { x: 0.9, y: 0.3 },
      { x: 0.9, y: 0.98 },
      { x: 0.02, y: 0.98 },
    ]
    const zone = { id: 'street', name: { zh: '禁烧区', en: 'No burning' }, polygon, bays: [] }
    const source = await toWanted(dir, { ...simulator.cameras[0]!, zones: [zone] })
    const params = { stillSeconds: 3, graceSeconds: 2 }
    const rules = source.rules.map((rule) => ({ ...rule, kind: 'open_burning', params }))
    bench.want([wantedSourceSchema.parse({ ...source, rules })])
  }, 300_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
    pace.stop()
  })

  it('finds the open burning, and its dossier names the model it rests on and all that looked', async () => {
    await bench.start()
    await until(
      'the flame model is there',
      async () => bench.state()?.classes.includes('flame') === true,
      60_000,
    )
    const handed = async () =>
      (await readdir(bench.dirs.handed)).find((name) => name.endsWith('-confirmed-supplement'))
    await until('a fire is sealed and handed over', async () => (await handed()) !== undefined, 120_000)
    await bench.kill()
    const dossier = await readDossier(join(bench.dirs.handed, (await handed())!))
    const { manifest } = dossier
    expect(manifest).toMatchObject({
      kind: 'open_burning',
      network: { name: 'onfire-flame', threshold: 0.9 },
      networks: [{ name: 'yolox-nano' }, { name: 'onfire-flame' }],
      finding: { class: 'flame' },
    })
    const box = manifest.finding.box!
    expect((box.left + box.right) / 2).toBeCloseTo(410 / 1920, 1)
    expect(box.bottom).toBeCloseTo(980 / 1080, 1)
    expect(replayTrace(dossier).isSame).toBe(true)
    const second = await replayOriginals(dossier, {
      ffmpegPath: process.env['FFMPEG_PATH'] ?? 'ffmpeg',
      modelDir: join(import.meta.dirname, '../../../../.sightline/models'),
    })
    console.log(toOriginalsReport(second).join('\n'))
    expect(second).toMatchObject({ verdict: 'same', modelSet: { looked: ['yolox-nano', 'onfire-flame'] } })
  }, 300_000)
})
