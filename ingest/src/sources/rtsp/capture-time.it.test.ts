import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OddCamera } from '../../../../infra/dev/odd-camera/odd-camera.ts'
import { listenTo, openOddCamera, sliceOf } from '../../media/test/odd-mounts.ts'

/** How long each is watched: until its clock must be trusted, and some samples more. */
const mounts = {
  fps2: { frameS: 0.5 },
  fps5: { frameS: 0.2 },
  fps12: {},
  fps60: { film: 'fast' },
  bframes: { film: 'bframes' },
  slices: { film: 'slices' },
  hevcBframes: { film: 'hevcBframes' },
  hevcBframesSlow: { film: 'hevcBframes', frameS: 1 },
  hevcBframesFast: { film: 'hevcFast' },
  lastGroup: { pastS: 3 },
  lastGroupBframes: { film: 'hevcBframes', pastS: 4 },
  sound: { hasSound: true },
  wrap: { firstStamp: 0xff_ff_ff_ff - 90_000 * 4 },
} as const
/** Sends what it has had, and closes before anything comes as it happens. */
const brief = { pastS: 5, events: [{ kind: 'close', atS: 0.05 }] } as const
let camera: OddCamera
beforeAll(async () => {
  camera = await openOddCamera({ ...mounts, brief })
})
afterAll(() => camera.close())

interface Measured {
  readonly firstTrusted: number
  readonly trustedErrorMs: number
  /** How far the times of what came before that are from keeping the camera's own distances. */
  readonly untrustedSpreadMs: number
}

async function measure(mount: string): Promise<Measured> {
  const listening = listenTo(camera.urlOf(mount), { connectMs: 25_000, silenceMs: 8000 })
  const isTrusted = () => listening.samples.findIndex(({ clock }) => clock.source === 'camera-ntp')
  await listening.come(
    'a trusted clock',
    () => isTrusted() >= 0 && listening.samples.length > isTrusted() + 3,
    40_000,
  )
  await listening.stop()
  const taken = new Map(camera.sent(mount).map(({ slice, takenAt }) => [slice.toString('latin1'), takenAt]))
  const errors = listening.samples.map((sample) => ({
    source: sample.clock.source,
    ms: sample.at - (taken.get(sliceOf(sample)) ?? Number.NaN),
  }))
  const of = (source: string) =>
    errors.flatMap((e) => (e.source === source && Number.isFinite(e.ms) ? [e.ms] : []))
  // The media times of a connection's first five are ffmpeg's guess.
  const untrusted = of('server-arrival').slice(5)
  return {
    firstTrusted: isTrusted(),
    trustedErrorMs: Math.max(...of('camera-ntp').map(Math.abs)),
    untrustedSpreadMs: Math.max(...untrusted) - Math.min(...untrusted),
  }
}

it('gives every picture the time at which the camera took it, by the camera’s own log', async () => {
  const names = Object.keys(mounts)
  const rows = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await measure(name)] as const)),
  )
  for (const [name, row] of Object.entries(rows)) {
    expect(row.firstTrusted, name).toBeGreaterThan(0)
    expect(row.trustedErrorMs, name).toBeGreaterThanOrEqual(0)
    expect(row.trustedErrorMs, name).toBeLessThan(5)
    expect(row.untrustedSpreadMs, name).toBeGreaterThanOrEqual(0)
    expect(row.untrustedSpreadMs, name).toBeLessThan(400)
  }
})

it('hands on what came of a connection that ends while it begins', async () => {
  const listening = listenTo(camera.urlOf('brief'))
  await listening.come('its end', () => false)
  await listening.stop()
  expect(listening.samples.length).toBeGreaterThan(20)
})
