import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema } from '@sightline/api/contract/dossier'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/dev/servers/child.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { startBench, toWanted, type WorkerBench } from '../watch/test/worker-bench.ts'
import { burningAt, photograph } from './test/burning.ts'

const shared = resolve(import.meta.dirname, '../../../../shared')
const postgres = testServer('pg')
const isHere = ['models', 'media/fire', 'media/street'].every((part) => existsSync(join(shared, part)))
if (!isHere) console.warn('skipped: ../shared has no weights, fire or street')

/** A street in which something burns: the photograph of a real fire, moved, on the photograph of a real street. */
async function film(path: string): Promise<void> {
  const street = await photograph(join(shared, 'media/street/parked-on-pavement-cn.jpg'), 1920, 1080)
  const fire = await photograph(join(shared, 'media/fire/dsikar-fire2.jpeg'), 420, 280)
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '1920x1080', '-framerate', '5', '-i', 'pipe:0']
  const coded = ['-r', '25', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-bf', '0', '-g', '50']
  const ffmpeg = spawn(process.env['FFMPEG_PATH'] ?? 'ffmpeg', [
    ...['-v', 'error', '-y', ...raw, ...coded, '-pix_fmt', 'yuv420p', path],
  ])
  const ended = once(ffmpeg, 'close')
  for (let turn = 0; turn < 100; turn++) {
    const { picture } = burningAt(street, fire, { turn, x: 200, y: 700 })
    if (!ffmpeg.stdin.write(picture.data)) await once(ffmpeg.stdin, 'drain')
  }
  ffmpeg.stdin.end()
  expect(await ended).toEqual([0, null])
}

describe.skipIf(!postgres || !isHere)('a worker that watches a fire', () => {
  let simulator: Simulator
  let bench: WorkerBench
  beforeAll(async () => {
    bench = await startBench()
    const { dir } = bench
    await film(join(dir, 'fire.mp4'))
    simulator = await startSimulator({
      scenes: [],
      videos: [join(dir, 'fire.mp4')],
      cacheDir: join(dir, 'films'),
    })
    const polygon = [
      { x: 0.02, y: 0.3 },
      { x: 0.9, y: 0.3 },
      { x: 0.9, y: 0.98 },
      { x: 0.02, y: 0.98 },
    ]
    const zone = { id: 'street', name: { zh: '禁烧区', en: 'No burning' }, polygon, bays: [] }
    const source = await toWanted(dir, { ...simulator.cameras[0]!, zones: [zone] })
    // How much a real fire's outline changes is not known from one photograph: the rule's own tests judge that.
    const params = { stillSeconds: 3, graceSeconds: 2, minFlicker: 0.08 }
    const rules = source.rules.map((rule) => ({ ...rule, kind: 'open_burning', params }))
    bench.want([wantedSourceSchema.parse({ ...source, rules })])
  }, 300_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
  })

  it('finds the open burning, and its dossier names the network it rests on and all that looked', async () => {
    await bench.start()
    await until(
      'the flame network is there',
      async () => bench.state()?.classes.includes('flame') === true,
      60_000,
    )
    const sealed = async () => (await bench.sealed()).filter((name) => name.endsWith(' confirmed'))
    await until('a fire is sealed', async () => (await sealed()).length > 0, 120_000)
    const folders = [bench.dirs.spool, bench.dirs.handed]
    const found = (
      await Promise.all(folders.map(async (at) => (await readdir(at)).map((name) => join(at, name))))
    ).flat()
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(found[0]!, 'manifest.json'), 'utf8')),
    )
    expect(manifest).toMatchObject({
      kind: 'open_burning',
      network: { name: 'onfire-flame', threshold: 0.9 },
      networks: [{ name: 'yolox-nano' }, { name: 'onfire-flame' }],
      finding: { class: 'flame' },
    })
    const box = manifest.finding.box!
    expect((box.left + box.right) / 2).toBeCloseTo(410 / 1920, 1)
    expect(box.bottom).toBeCloseTo(980 / 1080, 1)
  }, 300_000)
})
