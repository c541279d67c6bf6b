import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema, traceSchema } from '@sightline/api/contract/dossier'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/dev/servers/child.ts'
import { hasDefaultNetwork, withoutNetwork } from '../../../infra/dev/servers/weights.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { readDossier, replayTrace } from '../replay/replay-dossier.ts'
import { startBench, toWanted, type WorkerBench } from './test/worker-bench.ts'

const repository = resolve(import.meta.dirname, '../../..')
const postgres = testServer('pg')
if (!hasDefaultNetwork()) console.warn(withoutNetwork)

describe.skipIf(!postgres || !hasDefaultNetwork())('a worker whose rule is about people', () => {
  let simulator: Simulator
  let bench: WorkerBench
  beforeAll(async () => {
    const cacheDir = process.env['SIGHTLINE_TEST_SIMULATOR_CACHE'] ?? join(repository, '.sightline/simulator')
    simulator = await startSimulator({ scenes: ['reservoir'], cacheDir })
    bench = await startBench()
    const source = await toWanted(bench.dir, simulator.cameras[0]!)
    const params = { stillSeconds: 8, graceSeconds: 0 }
    const rules = source.rules.map((rule) => ({ ...rule, kind: 'angling', params }))
    bench.want([wantedSourceSchema.parse({ ...source, rules })])
  }, 600_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
  })

  it('knows them by their looks, which are facts of the trace: the finding comes of it again', async () => {
    await bench.start()
    const sealed = async () => (await bench.sealed()).filter((name) => name.endsWith(' confirmed'))
    await until('an angler is sealed', async () => (await sealed()).length > 0, 150_000)
    const folders = [bench.dirs.spool, bench.dirs.handed]
    const found = await Promise.all(
      folders.map(async (at) => (await readdir(at)).map((name) => join(at, name))),
    )
    const dir = found.flat()[0]!
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')))
    // The bank is as wide as the picture: it is looked at in two parts.
    expect(manifest.networks).toMatchObject([
      { name: 'yolox-nano', closeUps: [{ left: 0 }, { right: 1 }] },
      { name: 'person-reid', threshold: 0.8 },
    ])
    expect(manifest.network?.name).toBe('yolox-nano')
    const trace = traceSchema.parse(
      JSON.parse(await readFile(join(dir, manifest.stage, 'trace.json'), 'utf8')),
    )
    const looks = trace.frames.flatMap(({ detections }) => detections.flatMap((one) => one.appearance ?? []))
    expect(looks.length).toBeGreaterThan(0)
    expect(looks.length % 256).toBe(0)
    expect(replayTrace(await readDossier(dir)).isSame).toBe(true)
  }, 300_000)
})
