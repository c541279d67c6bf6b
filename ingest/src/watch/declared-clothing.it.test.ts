import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { ifFetched } from '@sightline/models/test/shared-material'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { startSimulator } from '../../../infra/dev/simulator/simulator.ts'
import { createPacedClock } from './test/paced-clock.ts'
import { confirmedDossier } from './test/watched-scene.ts'
import { startBench, toWanted } from './test/worker-bench.ts'

const isHere = Boolean(testServer('pg')) && hasDefaultModel() && (await ifFetched('movenet-lightning'))
if (!hasDefaultModel()) console.warn(withoutModel)

/** What the drawn house wears, and a part of its wall. */
const clothing = {
  sourceId: 'cam-1',
  version: 4,
  samples: [{ garment: 'hat', name: '白色厨师帽', rgb: [244, 244, 240], at: { x: 0.2, y: 0.3 } }],
  light: { place: { left: 0.02, top: 0.2, right: 0.06, bottom: 0.3 }, rgb: [158, 175, 182] },
  createdAt: 0,
}

/** A worker before the drawn kitchen, where two wear white hats and a third comes and goes without one. */
async function watchKitchen() {
  const pace = createPacedClock()
  const simulator = await startSimulator({ scenes: ['kitchen'], pace })
  const bench = await startBench(pace)
  const source = await toWanted(bench.dir, simulator.cameras[0]!)
  const params = { stillSeconds: 10, graceSeconds: 0, clueOnly: false }
  const rules = source.rules.map((rule) => ({ ...rule, kind: 'kitchen_no_hat', params }))
  bench.want([wantedSourceSchema.parse({ ...source, kind: 'kitchen', rules, clothing })])
  return {
    bench,
    async close(): Promise<void> {
      await bench.close()
      await simulator.close()
      pace.stop()
    },
  }
}

describe.skipIf(!isHere)('a worker before a kitchen whose hats were declared', () => {
  let kitchen: Awaited<ReturnType<typeof watchKitchen>>
  beforeAll(async () => void (kitchen = await watchKitchen()), 600_000)
  afterAll(() => kitchen?.close())

  it('finds who has no hat, says by what, and seals it as a clue that nobody can confirm', async () => {
    const { bench } = kitchen
    await bench.start()
    const { manifest, trace, replayed } = await confirmedDossier(bench, 240_000)
    expect(bench.state()!.classes).toContain('no_hat')
    expect(manifest).toMatchObject({
      kind: 'kitchen_no_hat',
      network: { name: 'declared-clothing', threshold: 18 },
      clothing: { version: 4, samples: clothing.samples, light: clothing.light },
      standing: 'clue',
      finding: { class: 'no_hat' },
    })
    expect(manifest.clueReasons).toContain('judged_by_colour')
    expect(manifest.networks!.map(({ name }) => name)).toEqual([
      'yolox-nano',
      'declared-clothing',
      'movenet-lightning',
    ])
    const bare = trace.frames.flatMap(({ detections }) => detections.filter((one) => one.class === 'no_hat'))
    expect(bare.length).toBeGreaterThan(5)
    for (const { colour } of bare) {
      expect(colour).toMatchObject({ garment: 'hat', limit: 18 })
      expect(colour!.distance).toBeGreaterThan(18)
    }
    expect(replayed.isSame).toBe(true)
    const { left, right } = manifest.finding.box!
    // Where the one without a hat stands; the others stand at .2 and .72.
    expect((left + right) / 2).toBeGreaterThan(0.4)
    expect((left + right) / 2).toBeLessThan(0.56)
    expect(await bench.sealed()).toHaveLength(1)
  }, 300_000)
})
