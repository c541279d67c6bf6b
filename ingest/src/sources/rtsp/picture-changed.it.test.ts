import { systemClock } from '@sightline/infra/platform/clock'
import { systemRandom } from '@sightline/infra/platform/random'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OddCamera } from '../../../../infra/dev/odd-camera/odd-camera.ts'
import { plainLayout } from '../../perceive/infer/decode-layout.ts'
import { createDecoder, type DecodedFrame, type Decoder } from '../../perceive/decode/decoder.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { supervise } from './supervise.ts'
import { ffmpegPath, until } from '../../media/test/media.ts'
import { listenTo, openOddCamera } from '../../media/test/odd-mounts.ts'

const input = { width: 320, height: 192, letterbox: 'centre', pad: 114 } as const
let camera: OddCamera
beforeAll(async () => {
  camera = await openOddCamera({
    resized: { film: 'postWide', events: [{ kind: 'film-for-good', atS: 3, film: 'postTall' }] },
    misdescribed: { film: 'postTall', described: 'postWide' },
  })
})
afterAll(() => camera.close())

/** Where across the camera's picture the middle of the bright post is, 0 to 1, by the lens of its connection. */
function postAcross({ picture }: DecodedFrame, init: InitSegment): number {
  const { content } = plainLayout(input, init)
  const bright: number[] = []
  for (let pixel = 0; pixel < input.width * input.height; pixel++)
    if ((picture[pixel * 3 + 1] ?? 0) > 220) bright.push(pixel % input.width)
  const middle = bright.reduce((sum, x) => sum + x + 0.5, 0) / bright.length
  return (middle - content.x) / content.width
}

it('begins anew where the picture gets another size, and what it shows stays in its place', async () => {
  const seen: { readonly width: number; readonly height: number; readonly across: number }[] = []
  const faults: (string | null)[] = []
  const decoders: Decoder[] = []
  const stop = new AbortController()
  const sink = {
    init: (init: InitSegment) =>
      void decoders.push(
        createDecoder({
          ffmpegPath,
          clock: systemClock,
          init,
          fps: 5,
          filter: plainLayout(input, init).filter,
          width: input.width,
          height: input.height,
          cadence: { mode: 'full', keyEveryMs: 0 },
          onFrame: (frame) =>
            seen.push({ width: init.width, height: init.height, across: postAcross(frame, init) }),
        }),
      ),
    sample: (sample: DecodedFrame['sample']) => decoders.at(-1)?.feed(sample),
    clockJumped: () => undefined,
  }
  const deps = { ffmpegPath, clock: systemClock, random: systemRandom, sink }
  const onState = ({ fault }: { fault: string | null }) => void faults.push(fault)
  const stream = { url: camera.urlOf('resized'), user: '', password: '' }
  const running = supervise({ ...deps, onState }, stream, stop.signal)
  await until(
    'pictures of the other size',
    () => seen.filter(({ height }) => height === 480).length > 5,
    30_000,
  )
  stop.abort()
  await running
  await Promise.all(decoders.map((decoder) => decoder.stop()))
  expect(faults).toContain('picture_changed')
  expect(new Set(seen.map(({ width, height }) => `${width}x${height}`))).toEqual(
    new Set(['640x360', '640x480']),
  )
  expect(seen.filter(({ across }) => Math.abs(across - 0.9) > 0.02)).toEqual([])
})

it('takes a camera that describes another picture than it sends at its pictures, and does not end over it', async () => {
  const listening = listenTo(camera.urlOf('misdescribed'))
  const keys = () => listening.samples.filter(({ isKey }) => isKey).length
  await listening.come('three key frames', () => keys() === 3)
  await listening.stop()
  expect(listening.fault()).toBeNull()
  expect(listening.inits).toMatchObject([{ width: 640, height: 480 }])
})
