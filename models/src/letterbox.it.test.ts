import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { letterboxFilter, placement } from './letterbox.ts'

const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg'
const width = 640
const height = 384

/** A white picture (rgb24: the source rounds odd sizes of subsampled formats itself) through the filter; the bounds of what is not padding. */
function bounds(size: string, letterbox: 'top-left' | 'centre' | 'stretch') {
  const filter = letterboxFilter({ width, height, letterbox, pad: 114 })
  const args = ['-v', 'error', '-f', 'lavfi', '-i', `color=white:size=${size},format=rgb24`, '-frames:v', '1']
  const frame = execFileSync(ffmpeg, [
    ...args,
    '-vf',
    filter,
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    'pipe:1',
  ])
  expect(frame.length).toBe(width * height * 3)
  const xs = new Set<number>()
  const ys = new Set<number>()
  const greys = new Set<number>()
  for (let i = 0; i < width * height; i++) {
    const value = frame[i * 3]!
    if (value > 200) {
      xs.add(i % width)
      ys.add(Math.floor(i / width))
    } else greys.add(value)
  }
  return {
    placed: { x: Math.min(...xs), y: Math.min(...ys), width: xs.size, height: ys.size },
    greys: [...greys],
  }
}

const sizes = [
  '1920x1080',
  '640x480',
  '704x576',
  '1080x1920',
  '1279x719',
  '333x517',
  '256x141',
  '2592x1944',
  '101x37',
]
const ways = ['top-left', 'centre', 'stretch'] as const

it.each(sizes.flatMap((size) => ways.map((way) => [size, way] as const)))(
  'ffmpeg puts %s %s where placement says, on the grey of the manifest',
  (size, way) => {
    const [w, h] = size.split('x').map(Number) as [number, number]
    const expected = placement({ width, height, letterbox: way, pad: 114 }, { width: w, height: h })
    const { placed, greys } = bounds(size, way)
    expect(placed).toEqual(expected)
    expect(greys.every((grey) => grey === 114)).toBe(true)
  },
)
