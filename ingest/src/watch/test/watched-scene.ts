import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestSchema, traceSchema } from '@sightline/api/contract/dossier'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import type { BoundRule } from '@sightline/detectors/finding'
import { until } from '../../../../infra/start/child.ts'
import { startSimulator } from '../../../../infra/dev/simulator/simulator.ts'
import { refuseUnprovenDossier } from '../../replay/test/refuse-unproven-dossier.ts'
import { readDossier, replayTrace } from '../../replay/replay-dossier.ts'
import { createPacedClock } from './paced-clock.ts'
import { startBench, toWanted, type WorkerBench } from './worker-bench.ts'

/** A worker, not started yet, before the first camera of a drawn scene under one rule, by a clock as fast as it can follow. */
export async function watchScene(sceneId: string, { kind, params }: Pick<BoundRule, 'kind' | 'params'>) {
  const pace = createPacedClock()
  const simulator = await startSimulator({ scenes: [sceneId], pace })
  const bench = await startBench(pace)
  const source = await toWanted(bench.dir, simulator.cameras[0]!)
  const rules = source.rules.map((rule) => ({ ...rule, kind, params }))
  bench.want([wantedSourceSchema.parse({ ...source, rules })])
  return {
    simulator,
    bench,
    async close(): Promise<void> {
      await bench.close()
      await simulator.close()
      pace.stop()
    },
  }
}

/** The first confirmed dossier, once it is handed over. Rejects where its own trace does not prove it. */
export async function confirmedDossier({ dirs }: WorkerBench, patienceMs: number) {
  const confirmed = async () =>
    (await readdir(dirs.handed)).find((name) => name.endsWith('confirmed-supplement'))
  await until('a confirmed dossier is handed over', async () => (await confirmed()) !== undefined, patienceMs)
  const dir = join(dirs.handed, (await confirmed())!)
  const files = await readDossier(dir)
  refuseUnprovenDossier(files)
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(dir, name), 'utf8'))
  return {
    manifest: manifestSchema.parse(await json('manifest.json')),
    trace: traceSchema.parse(await json('confirmed/trace.json')),
    replayed: replayTrace(files),
  }
}
