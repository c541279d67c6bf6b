import { systemClock } from '@sightline/infra/platform/clock'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OddCamera } from '../../../infra/dev/odd-camera/odd-camera.ts'
import { runCapture, type Sample } from '../sources/rtsp/capture.ts'
import { createDecoder, type Decoder } from '../perceive/decode/decoder.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { ffmpegPath } from '../media/test/media.ts'
import { openOddCamera } from '../media/test/odd-mounts.ts'
import { watchSight } from './sight-watch.ts'

let camera: OddCamera
beforeAll(async () => {
  camera = await openOddCamera({ noise: { events: [{ kind: 'noise', atS: 4 }] } })
})
afterAll(() => camera.close())

it('ends a connection whose samples keep coming and are no pictures', async () => {
  const board = { blindSince: null as number | null }
  const decoders: Decoder[] = []
  const pictures: number[] = []
  const arrivals: number[] = []
  const stats = () => decoders[0]?.stats() ?? { fed: 0, frames: 0 }
  const sight = watchSight({ clock: systemClock, board, looker: { stats } })
  const sink = {
    init(init: InitSegment): void {
      const shape = { width: 64, height: 36, fps: 5, filter: 'scale=64:36' }
      const cadence = { mode: 'full', keyEveryMs: 0 } as const
      const onFrame = () => void pictures.push(Date.now())
      decoders.push(createDecoder({ ffmpegPath, clock: systemClock, init, cadence, onFrame, ...shape }))
      sight.begin()
    },
    sample(sample: Sample): void {
      arrivals.push(sample.arrivedAt)
      decoders[0]?.feed(sample)
      sight.check()
    },
    clockJumped: () => undefined,
  }
  const stream = { url: camera.urlOf('noise'), user: '', password: '' }
  const running = runCapture({ ffmpegPath, clock: systemClock, sink }, stream, AbortSignal.timeout(30_000))
  await expect(running).rejects.toMatchObject({ code: 'no_picture' })
  await Promise.all(decoders.map((decoder) => decoder.stop()))
  expect(pictures.length).toBeGreaterThan(5)
  expect((arrivals.at(-1) ?? 0) - (pictures.at(-1) ?? 0)).toBeLessThan(10_500)
  expect(board.blindSince).toBeGreaterThan(0)
})
