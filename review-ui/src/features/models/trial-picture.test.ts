import { expect, it } from 'vitest'
import { base64Of, fitWithin } from './trial-picture.ts'

it.each([
  ['a small one stays as it is', [640, 480], { width: 640, height: 480 }],
  ['a wide one is bounded', [3840, 2160], { width: 1920, height: 1080 }],
  ['a tall one is bounded', [3000, 6000], { width: 960, height: 1920 }],
  ['a line keeps a pixel', [10_000, 1], { width: 1920, height: 1 }],
])('%s', (_name, [width = 0, height = 0], expected) => expect(fitWithin(width, height)).toEqual(expected))

it('sends the bytes and not the address', () => {
  const address = `data:image/jpeg;base64,${btoa('jpeg')}`
  expect(base64Of({ name: '', capturedAt: null, address })).toBe(btoa('jpeg'))
})
