import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OddCamera } from '../../../../infra/dev/odd-camera/odd-camera.ts'
import { listenTo, openOddCamera, sliceOf } from '../../media/test/odd-mounts.ts'

const stepAtS = 7
let camera: OddCamera
beforeAll(async () => {
  camera = await openOddCamera({
    back: { events: [{ kind: 'media-step', atS: stepAtS, byS: -60 }] },
    forward: { events: [{ kind: 'media-step', atS: stepAtS, byS: 3600 }] },
    source: { events: [{ kind: 'ssrc', atS: stepAtS }] },
    report: { events: [{ kind: 'report-step', atS: 12, byMs: -3_600_000 }] },
  })
})
afterAll(() => camera.close())

/** How far the capture times of what came are from when the camera took it, ms; the film begins again each 10 s. */
function errorsOf(mount: string, samples: ReturnType<typeof listenTo>['samples']): number[] {
  const taken = new Map<string, number[]>()
  for (const { slice, takenAt } of camera.sent(mount)) {
    const key = slice.toString('latin1')
    taken.set(key, [...(taken.get(key) ?? []), takenAt])
  }
  return samples.flatMap((sample) => {
    const times = taken.get(sliceOf(sample)) ?? []
    return times.length > 0 ? [Math.min(...times.map((takenAt) => Math.abs(sample.at - takenAt)))] : []
  })
}

async function untilItEnds(mount: string): Promise<void> {
  const listening = listenTo(camera.urlOf(mount))
  await listening.come(`the end of ${mount}`, () => false, 30_000)
  await listening.stop()
  expect(listening.fault(), mount).toMatchObject({ code: 'media_time' })
  const errors = errorsOf(mount, listening.samples)
  expect(errors.length, mount).toBeGreaterThan(20)
  expect(Math.max(...errors), mount).toBeLessThan(3000)
}

async function untilTheClockIsLost(): Promise<void> {
  const { samples, jumps, ...listening } = listenTo(camera.urlOf('report'))
  await listening.come(
    'a jump, and what follows it',
    () => {
      const since = samples.findLastIndex(({ clock }) => clock.source === 'camera-ntp')
      return jumps.length > 0 && since >= 0 && samples.length > since + 60
    },
    40_000,
  )
  await listening.stop()
  expect(listening.fault()).toBeNull()
  expect(jumps.map((ms) => Math.round(ms / 1e5))).toEqual([-36])
  expect(Math.max(...errorsOf('report', samples))).toBeLessThan(3000)
}

it('ends a connection whose media time steps, and believes no clock that does', async () => {
  await Promise.all([...['back', 'forward', 'source'].map(untilItEnds), untilTheClockIsLost()])
})
