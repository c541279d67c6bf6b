import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readWhole } from './boxes.ts'
import { decodeStill } from './still.ts'
import { ffmpegPath, makeFolder, numberOf } from './test/media.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

/** 60 pictures whose grey is their number, a key frame every 20, a fragment per picture. */
async function makeClip(codec: 'libx264' | 'libx265', coder: string) {
  const path = join(folder.path, `${codec}.mp4`)
  const picture = 'nullsrc=s=320x180:r=25:d=2.4,geq=lum=N*3+20:cb=128:cr=128,format=yuv420p'
  const params = [`-${codec.slice(3)}-params`, `keyint=20:min-keyint=20:scenecut=0:${coder}`]
  const tag = codec === 'libx265' ? ['-tag:v', 'hvc1'] : []
  const args = [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    picture,
    '-c:v',
    codec,
    '-crf',
    '12',
    '-preset',
    'veryfast',
  ]
  const shape = ['-movflags', 'frag_every_frame+empty_moov+default_base_moof', '-bf', '3', path]
  await promisify(execFile)(ffmpegPath, [...args, ...params, ...tag, ...shape])
  return { path, fragments: readWhole(await readFile(path)).fragments }
}

/** Which picture a still shows, by its grey: three steps a picture. */
async function shownIn(jpeg: Buffer): Promise<number> {
  const { data } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true })
  return Math.round((numberOf(data[90 * 320 + 160] ?? 0) * 4) / 3)
}

it.each<[string, Parameters<typeof makeClip>]>([
  [
    'before the key frame of an open group, sent after it',
    ['libx265', 'open-gop=1:bframes=3:log-level=error'],
  ],
  [
    'while a picture is renewed bit by bit after a point of recovery',
    ['libx264', 'intra-refresh=1:bframes=0'],
  ],
])('decodes a still %s', async (_, recipe) => {
  const { path, fragments } = await makeClip(...recipe)
  const keys = fragments.flatMap(({ isKey }, i) => (isKey ? [i] : []))
  const second = keys[1] ?? 0
  const shown = fragments.toSorted((a, b) => a.pts - b.pts)
  for (const one of fragments.slice(second + 1, second + 4)) {
    const still = await decodeStill({ ffmpegPath, path, pts: one.pts })
    expect(Math.abs((await shownIn(still.jpeg)) - shown.indexOf(one))).toBeLessThanOrEqual(1)
  }
  expect(keys.length).toBeGreaterThan(1)
})
