import { expect, it } from 'vitest'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import { detailLayout, plainLayout, reduce } from './decode-layout.ts'

const { input } = yoloxNano
const centred = { ...input, letterbox: 'centre' } as const

it.each([
  ['full HD', input, [1920, 1080], 2, [1280, 768], [0, 0, 1280, 720]],
  [
    'four by three: the rounded side is doubled, not rounded again',
    input,
    [704, 576],
    1,
    [640, 384],
    [0, 0, 469, 384],
  ],
  ['four by three, large', input, [1600, 1200], 2, [1280, 768], [0, 0, 1024, 768]],
  ['an odd side', input, [2000, 1137], 2, [1280, 768], [0, 0, 1280, 728]],
  ['in the middle', centred, [1920, 1080], 2, [1280, 768], [0, 24, 1280, 720]],
  ['a camera that has no more to show', input, [640, 360], 1, [640, 384], [0, 0, 640, 360]],
  ['nearly twice as much', input, [1270, 714], 1, [640, 384], [0, 0, 640, 360]],
  [
    'a small main model',
    { ...input, width: 320, height: 192 },
    [1920, 1080],
    4,
    [1280, 768],
    [0, 0, 1280, 720],
  ],
  [
    'a large main model',
    { ...input, width: 1280, height: 768 },
    [3840, 2160],
    1,
    [1280, 768],
    [0, 0, 1280, 720],
  ],
] as const)('%s', (...[, of, [width, height], factor, [wide, high], [x, y, w, h]]) => {
  const layout = detailLayout(of, { width, height })
  expect(layout).toMatchObject({
    factor,
    size: { width: wide, height: high },
    content: { x, y, width: w, height: h },
  })
  const plain = plainLayout(of, { width, height })
  expect(plain.factor).toBe(1)
  expect({ ...layout.content }).toEqual(
    Object.fromEntries(Object.entries(plain.content).map(([key, value]) => [key, value * factor])),
  )
})

it('scales and pads to a multiple of what the main model gets', () => {
  expect(detailLayout(centred, { width: 1920, height: 1080 }).filter).toBe(
    'scale=1280:720:flags=fast_bilinear,format=rgb24,pad=1280:768:0:24:color=0x727272',
  )
})

const pictureOf = (rows: readonly (readonly number[])[]) =>
  Uint8Array.from(rows.flat().flatMap((v) => [v, v + 1, v + 2]))
it.each([
  [
    'two',
    2,
    [
      [10, 20, 30, 40],
      [10, 21, 30, 42],
    ],
    [[15, 36]],
  ],
  [
    'three',
    3,
    [
      [9, 9, 9],
      [18, 18, 18],
      [27, 27, 36],
    ],
    [[19]],
  ],
  ['one', 1, [[5, 6]], [[5, 6]]],
])('the mean of %s by as many pixels, each colour by itself', (...[, factor, rows, expected]) => {
  const size = { width: rows[0]!.length, height: rows.length }
  const into = new Uint8Array(expected.flat().length * 3)
  reduce(pictureOf(rows), { factor, size }, into)
  expect([...into]).toEqual([...pictureOf(expected)])
})
