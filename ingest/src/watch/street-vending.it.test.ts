import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iou } from '@sightline/detectors/geometry/box'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { confirmedDossier, watchScene } from './test/watched-scene.ts'

const postgres = testServer('pg')
if (!hasDefaultModel()) console.warn(withoutModel)

describe.skipIf(!postgres || !hasDefaultModel())('a worker before a stall', () => {
  let watched: Awaited<ReturnType<typeof watchScene>>
  beforeAll(async () => {
    // As short as the rule's floors allow; how many goods there must be is left as it is.
    const params = { stillSeconds: 60, graceSeconds: 10 }
    watched = await watchScene('plaza', { kind: 'street_vending', params })
  }, 600_000)
  afterAll(() => watched?.close())

  it('knows its keeper by the goods beside him, and nobody who only crosses the square', async () => {
    const { bench, simulator } = watched
    await bench.start()
    const { manifest, trace, replayed } = await confirmedDossier(bench, 240_000)
    expect(manifest).toMatchObject({
      kind: 'street_vending',
      stage: 'confirmed',
      finding: { class: 'person' },
    })
    const truth = simulator.cameras[0]!.groundTruth(simulator.epochMs)
    const keeper = truth.find(({ actorId }) => actorId === 'vendor')!
    expect(iou(manifest.finding.box!, keeper.box)).toBeGreaterThan(0.7)
    const seen = trace.frames.at(-1)!.detections.filter(({ score }) => score >= 0.5)
    expect(seen.filter((one) => one.class === 'bottle')).toHaveLength(3)
    expect(replayed.isSame).toBe(true)
    const confirmed = (await bench.sealed()).filter((name) => name.endsWith(' confirmed'))
    expect(confirmed).toHaveLength(1)
  }, 300_000)
})
