import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema, traceSchema } from '@sightline/api/contract/dossier'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { iou } from '@sightline/detectors/geometry/box'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/dev/servers/child.ts'
import { hasDefaultNetwork, withoutNetwork } from '../../../infra/dev/servers/weights.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { readDossier, replayTrace } from '../replay/replay-dossier.ts'
import { startBench, toWanted, type WorkerBench } from './test/worker-bench.ts'

const repository = resolve(import.meta.dirname, '../../..')
const postgres = testServer('pg')
if (!hasDefaultNetwork()) console.warn(withoutNetwork)

describe.skipIf(!postgres || !hasDefaultNetwork())('a worker before a stall', () => {
  let simulator: Simulator
  let bench: WorkerBench
  beforeAll(async () => {
    const cacheDir = process.env['SIGHTLINE_TEST_SIMULATOR_CACHE'] ?? join(repository, '.sightline/simulator')
    simulator = await startSimulator({ scenes: ['plaza'], cacheDir })
    bench = await startBench()
    const source = await toWanted(bench.dir, simulator.cameras[0]!)
    // As short as the rule's floors allow; how many goods there must be is left as it is.
    const params = { stillSeconds: 60, graceSeconds: 10 }
    const rules = source.rules.map((rule) => ({ ...rule, kind: 'street_vending', params }))
    bench.want([wantedSourceSchema.parse({ ...source, rules })])
  }, 600_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
  })

  it('knows its keeper by the goods beside him, and nobody who only crosses the square', async () => {
    await bench.start()
    const confirmed = async () => (await bench.sealed()).filter((name) => name.endsWith(' confirmed'))
    await until('a stall is sealed', async () => (await confirmed()).length > 0, 240_000)
    const folders = [bench.dirs.spool, bench.dirs.handed]
    const found = await Promise.all(
      folders.map(async (at) => (await readdir(at)).map((name) => join(at, name))),
    )
    const dir = found.flat().find((name) => name.endsWith('confirmed'))!
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')))
    expect(manifest).toMatchObject({
      ...{ kind: 'street_vending', stage: 'confirmed' },
      finding: { class: 'person' },
    })
    const truth = simulator.cameras[0]!.groundTruth(simulator.epochMs)
    const keeper = truth.find(({ actorId }) => actorId === 'vendor')!
    expect(iou(manifest.finding.box!, keeper.box)).toBeGreaterThan(0.7)
    const trace = traceSchema.parse(
      JSON.parse(await readFile(join(dir, manifest.stage, 'trace.json'), 'utf8')),
    )
    const seen = trace.frames.at(-1)!.detections.filter(({ score }) => score >= 0.5)
    expect(seen.filter((one) => one.class === 'bottle')).toHaveLength(3)
    expect(replayTrace(await readDossier(dir)).isSame).toBe(true)
    expect(await confirmed()).toHaveLength(1)
  }, 300_000)
})
