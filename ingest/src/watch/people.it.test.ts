import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { livelyFrom } from '@sightline/detectors/tracking/life'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { confirmedDossier, watchScene } from './test/watched-scene.ts'

const postgres = testServer('pg')
if (!hasDefaultModel()) console.warn(withoutModel)

describe.skipIf(!postgres || !hasDefaultModel())('a worker whose rule is about people', () => {
  let watched: Awaited<ReturnType<typeof watchScene>>
  beforeAll(async () => {
    const params = { stillSeconds: 10, graceSeconds: 10 }
    watched = await watchScene('reservoir', { kind: 'angling', params })
  }, 600_000)
  afterAll(() => watched?.close())

  it('knows them by their looks, which are facts of the trace: the finding comes of it again', async () => {
    await watched.bench.start()
    const { manifest, trace, replayed } = await confirmedDossier(watched.bench, 150_000)
    // The bank is as wide as the picture: it is looked at in two parts.
    expect(manifest.networks).toMatchObject([
      { name: 'yolox-nano', closeUps: [{ left: 0 }, { right: 1 }] },
      { name: 'person-reid', threshold: 0.97 },
    ])
    expect(manifest.network?.name).toBe('yolox-nano')
    const looks = trace.frames.flatMap(({ detections }) => detections.flatMap((one) => one.appearance ?? []))
    expect(looks.length).toBeGreaterThan(0)
    expect(looks.length % 256).toBe(0)
    const stirs = trace.frames.flatMap(({ detections }) => detections.flatMap((one) => one.stir ?? []))
    expect(Math.max(...stirs)).toBeGreaterThanOrEqual(livelyFrom)
    expect(replayed.isSame).toBe(true)
  }, 300_000)
})
