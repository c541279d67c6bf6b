import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { learnEdges, matchEdges, toEdges, type EdgeBackground } from '@sightline/infra/platform/pixels/edges'
import { isSameView } from './health-view.ts'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { chance } from './test/drawn-street.ts'

const folder = resolve(import.meta.dirname, '../../../../../shared/media/coco-mini')
const photographs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jpg')) : []
if (photographs.length === 0) console.warn('Skipped: the photographs are not here')

const [width, height] = [160, 90]

interface Seen {
  /** Turned so far, px of the gate's picture. */
  readonly right?: number
  readonly down?: number
  readonly zoom?: number
  readonly gain?: number
  /** Something plain, with windows, hides so wide a part of the left. */
  readonly bus?: number
}

/** The middle of a photograph as the gate sees it, without the noise of a sensor. */
async function see(name: string, seen: Seen = {}): Promise<Luma> {
  const { right = 0, down = 0, zoom = 1, gain = 1, bus = 0 } = seen
  const [w, h] = [Math.round(width * 1.6 * zoom), Math.round(height * 1.6 * zoom)]
  const cut = { left: Math.round((w - width) / 2 + right), top: Math.round((h - height) / 2 + down) }
  const grey = await sharp(join(folder, name))
    .greyscale()
    .resize(w, h, { fit: 'fill' })
    .extract({ ...cut, width, height })
    .raw()
    .toBuffer()
  const data = Uint8Array.from(grey, (value, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    const isWindow = y > 25 && y < 40 && x % 20 < 15
    return x < bus && y >= 15 && y < 70 ? (isWindow ? 60 : 200) : value * gain
  })
  return { data, width, height }
}

function withNoise({ data, ...size }: Luma, seed: number): Luma {
  const next = chance(seed)
  const noisy = (value: number): number => Math.max(0, Math.min(255, value + (next() - 0.5) * 8))
  return { data: data.map(noisy), ...size }
}

it.skipIf(photographs.length === 0)(
  'tells a turned camera from other light and from a bus',
  async () => {
    const views: readonly (readonly [string, Seen])[] = [
      ['as it was', {}],
      ['swaying by 2 px', { right: 2 }],
      ['half the light', { gain: 0.5 }],
      ['a bus before much of it', { bus: 105 }],
      ['turned by 8 px', { right: 8, down: 4 }],
      ['turned by 16 px', { right: 16 }],
      ['turned by 24 px', { right: 24, down: 10 }],
      ['turned and closer', { right: 16, down: 9, zoom: 1.1 }],
    ]
    const same: Record<string, number> = {}
    for (const photograph of photographs) {
      let background: EdgeBackground | null = null
      const usual = await see(photograph)
      for (let i = 0; i < 22; i++) background = learnEdges(background, toEdges(withNoise(usual, i)), width)
      for (const [name, seen] of views) {
        const match = matchEdges(background, toEdges(withNoise(await see(photograph, seen), 99)))
        same[name] = (same[name] ?? 0) + (match && isSameView(match) ? 1 : 0)
      }
    }
    expect(photographs).toHaveLength(25)
    expect(same).toMatchObject({ 'as it was': 25, 'swaying by 2 px': 25 })
    expect(same['half the light']).toBeGreaterThanOrEqual(24)
    expect(same['a bus before much of it']).toBeGreaterThanOrEqual(22)
    expect(same['turned by 8 px']).toBeLessThanOrEqual(1)
    expect(same['turned by 16 px']).toBeLessThanOrEqual(4)
    expect(same).toMatchObject({ 'turned by 24 px': 0, 'turned and closer': 0 })
  },
  120_000,
)
