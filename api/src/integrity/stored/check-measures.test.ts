import sharp from 'sharp'
import { expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Measures } from '../../../contract/measures.ts'
import { areMeasuresTrue } from './check-measures.ts'

const [widthPx, heightPx] = [1280, 720]
/** Boxes of many greys, as a street has edges everywhere; always the same. */
function drawn(): Buffer {
  const data = Buffer.alloc(widthPx * heightPx, 120)
  let state = 7919
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  for (let i = 0; i < 300; i++) {
    const [left, top, grey] = [next(widthPx), next(heightPx), next(256)]
    const [right, bottom] = [Math.min(widthPx, left + 20 + next(90)), Math.min(heightPx, top + 20 + next(90))]
    for (let y = top; y < bottom; y++) data.fill(grey, y * widthPx + left, y * widthPx + right)
  }
  return data
}
const plain = sharp(drawn(), { raw: { width: widthPx, height: heightPx, channels: 1 } }).toColourspace('srgb')
const first = await plain.jpeg({ quality: 90 }).toBuffer()
const later = await sharp(first).modulate({ brightness: 0.9 }).jpeg().toBuffer()
const own = { left: 0.31, top: 0.27, right: 0.63, bottom: 0.74 }
const trace = Buffer.from(JSON.stringify({ frames: [{ at: 1, own }] }))
const stored: Record<string, Buffer> = { first, later, trace, torn: first.subarray(0, 200) }

const exhibit = (role: string, objectKey: string, of = objectKey) => ({
  role,
  stage: 'confirmed',
  at: new Date(1),
  sha256: hashBytes(stored[of]!).sha256,
  objectKey,
  versionId: null,
  expiry: null,
})
const picture = (of: string, sharpness: number) => ({
  sha256: hashBytes(stored[of]!).sha256,
  widthPx,
  heightPx,
  targetPx: 338,
  sharpness,
})
/** What a worker measured of these two pictures (`ingest/src/dossier/measure.ts`). */
const sealed: Measures = { pictures: [picture('first', 0.3692), picture('later', 0.3708)], viewMatch: 0.994 }
const each = (change: object): Measures => ({
  ...sealed,
  pictures: sealed.pictures.map((one) => ({ ...one, ...change })),
})
const dwell = { fromAt: 1, toAt: 5, seenFrames: 2, longestGapMs: 1 }
const finding = { trackId: 1, class: 'car', openedAt: 1, at: 5, box: own, dwell, reason: null }
const stills = [exhibit('still', 'first'), exhibit('still', 'later'), exhibit('trace', 'trace')]

it.each<[string, Measures | undefined, typeof stills, boolean | null]>([
  ['what it measured', sealed, stills, true],
  ['nothing', undefined, stills, null],
  ['sharper ones', each({ sharpness: 0.45 }), stills, false],
  ['that nobody can tell how sharp', each({ sharpness: null }), stills, false],
  ['a larger thing', each({ targetPx: 400 }), stills, false],
  ['larger pictures', each({ widthPx: 1920, heightPx: 1080 }), stills, false],
  ['another match of views', { ...sealed, viewMatch: 0.5 }, stills, false],
  [
    'of bytes that are no picture any more',
    sealed,
    [exhibit('still', 'torn', 'first'), ...stills.slice(1)],
    false,
  ],
  ['a still that is not here', sealed, stills.slice(1), null],
])('a worker sealed %s', async (...[, measures, exhibits, is]) => {
  const manifest = JSON.stringify({ stage: 'confirmed', finding, measures })
  const dossier = { stage: 'confirmed', manifest, exhibits }
  const objects = { readAll: async (key: string) => stored[key]! }
  expect(await areMeasuresTrue(objects, dossier, { dossiers: [dossier] })).toBe(is)
})
