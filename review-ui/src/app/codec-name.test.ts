import { expect, it } from 'vitest'
import { codecName } from './codec-name.ts'

it.each([
  ['avc1.640028', 'H.264'],
  ['hev1.1.6.L120.90', 'H.265'],
  ['mjpeg', 'MJPEG'],
])('%s is %s', (codec, expected) => expect(codecName(codec)).toBe(expected))
