import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { turnPoint, turns, turnSize } from '@sightline/detectors/geometry/turn'
import { ffmpegBytes } from './ffmpeg.ts'
import { turnFilter } from './turn-filter.ts'

const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg'
const size = { width: 64, height: 32 }
/** The middle of a white square on black. */
const spot = { x: 12.5 / 64, y: 4.5 / 32 }

let dir: string
let file: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'turn-'))
  file = join(dir, 'spot.png')
  const drawn = `color=black:s=${size.width}x${size.height},format=rgb24,drawbox=x=12:y=4:w=1:h=1:color=white:t=fill`
  const png = ['-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png']
  await writeFile(file, await ffmpegBytes(ffmpeg, ['-f', 'lavfi', '-i', drawn, ...png]))
})
afterAll(() => rm(dir, { recursive: true }))

it.each(turns)('ffmpeg turns a picture by %i degrees as we turn its places', async (by) => {
  const filter = turnFilter(by) ?? 'null'
  const raw = ['-vf', filter, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray']
  const picture = await ffmpegBytes(ffmpeg, ['-i', file, ...raw])
  const { width, height } = turnSize(size, by)
  expect(picture.length).toBe(width * height)
  const at = picture.findIndex((value) => value > 128)
  const { x, y } = turnPoint(spot, by)
  expect([at % width, Math.floor(at / width)]).toEqual([Math.floor(x * width), Math.floor(y * height)])
})
