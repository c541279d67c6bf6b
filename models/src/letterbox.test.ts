import { describe, expect, it } from 'vitest'
import { letterboxFilter, placement, toPicture } from './letterbox.ts'
import type { ModelInput } from './manifest.ts'

const wide = (letterbox: ModelInput['letterbox']) => ({ width: 640, height: 384, letterbox, pad: 114 })

describe('placement', () => {
  it.each([
    ['16:9 leaves a strip below', 'top-left', [1920, 1080], { x: 0, y: 0, width: 640, height: 360 }],
    ['4:3 leaves a strip at the right', 'top-left', [704, 528], { x: 0, y: 0, width: 512, height: 384 }],
    ['portrait', 'top-left', [1080, 1920], { x: 0, y: 0, width: 216, height: 384 }],
    [
      'an odd size rounds to the nearest pixel',
      'top-left',
      [1279, 719],
      { x: 0, y: 0, width: 640, height: 360 },
    ],
    ['half a pixel rounds up', 'top-left', [256, 141], { x: 0, y: 0, width: 640, height: 353 }],
    ['centred 16:9', 'centre', [1920, 1080], { x: 0, y: 12, width: 640, height: 360 }],
    ['centred, an odd rest goes to the end', 'centre', [353, 384], { x: 143, y: 0, width: 353, height: 384 }],
    ['stretched', 'stretch', [1080, 1920], { x: 0, y: 0, width: 640, height: 384 }],
  ] as const)('%s', (...[, letterbox, [width, height], expected]) => {
    expect(placement(wide(letterbox), { width, height })).toEqual(expected)
  })
})

describe('letterboxFilter', () => {
  it.each([
    [
      'top-left',
      'scale=640:384:force_original_aspect_ratio=decrease:flags=fast_bilinear,format=rgb24,pad=640:384:0:0:color=0x727272',
    ],
    [
      'centre',
      'scale=640:384:force_original_aspect_ratio=decrease:flags=fast_bilinear,format=rgb24,pad=640:384:(ow-iw)/2:(oh-ih)/2:color=0x727272',
    ],
    ['stretch', 'scale=640:384:flags=fast_bilinear,format=rgb24'],
  ] as const)('%s', (letterbox, filter) => expect(letterboxFilter(wide(letterbox))).toBe(filter))
})

describe('toPicture', () => {
  const placed = placement(wide('centre'), { width: 1920, height: 1080 })
  it.each([
    ['the whole picture', [0, 12, 640, 372], { left: 0, top: 0, right: 1, bottom: 1 }],
    ['its middle', [160, 102, 480, 282], { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }],
    ['over the edge is cut at the edge', [-50, -50, 320, 500], { left: 0, top: 0, right: 0.5, bottom: 1 }],
    ['only in the padding is nothing', [10, 373, 90, 384], null],
  ] as const)('%s', (_, [left, top, right, bottom], expected) => {
    expect(toPicture({ left, top, right, bottom }, placed)).toEqual(expected)
  })
})
