import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noise } from '@sightline/detectors/test/drawn-scene'
import { openSeeing } from '@sightline/models/open'
import type { Raster } from '@sightline/models/raster/raster'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import { openDraw } from '../../../../infra/dev/simulator/render/draw.ts'
import { yardFire, yardQuiet } from '../../../../infra/dev/simulator/scenes/yard.ts'
import { photograph } from './test/burning.ts'
import { detail, watchFire } from './test/fire-stages.ts'
import { painted } from './test/painted.ts'
import { burns, puffing, type Tongue } from './test/puffing.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const shared = join(repository, '../shared')
const isHere = ['models', 'media/fire', 'media/street'].every((part) => existsSync(join(shared, part)))
if (!isHere) console.warn('skipped: ../shared has no weights, fire or street')
const place = { dir: join(repository, '.sightline/models'), origins: { mirror: join(shared, 'models') } }
const streetPath = join(shared, 'media/street/parked-on-pavement-cn.jpg')

type Quad = readonly [number, number, number, number]

describe.skipIf(!isHere)('pixels, model and rule', () => {
  let flame: PartDetector
  let street: Raster
  beforeAll(async () => {
    flame = await createPartDetector(await openSeeing('onfire-flame', place))
    street = await photograph(streetPath, detail.width, detail.height)
  })
  afterAll(() => flame?.close())

  /** A part of the photograph of a fire: left, top, width, height of 800 x 533. */
  async function partOf([left, top, width, height]: Quad, to: readonly [number, number]) {
    const { data, info } = await sharp(join(shared, 'media/fire/dsikar-fire2.jpeg'))
      .extract({ left, top, width, height })
      .resize(to[0], to[1], { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  }
  const one: readonly Tongue[] = [{ centre: 0.5, half: 0.4, height: 0.75 }]
  const three: readonly Tongue[] = [
    { centre: 0.3, half: 0.25, height: 0.6 },
    { centre: 0.55, half: 0.3, height: 0.75 },
    { centre: 0.78, half: 0.2, height: 0.5 },
  ]
  const five: readonly Tongue[] = [0.5, 0.7, 0.6, 0.72, 0.45].map((height, i) => ({
    centre: 0.12 + i * 0.19,
    half: 0.17,
    height,
  }))
  const middle: Quad = [250, 30, 280, 420]

  it.each<[string, readonly Tongue[], number, Quad, readonly [number, number], number]>([
    ['one tongue, 0.3 m', one, 0.3, middle, [90, 130], 200],
    ['one tongue, 0.3 m, key frames', one, 0.3, middle, [90, 130], 2000],
    ['three small tongues, 1 m', three, 1, middle, [60, 70], 200],
    ['three small tongues, 1 m, key frames', three, 1, middle, [60, 70], 2000],
    ['five tongues, 3 m', five, 3, [0, 0, 800, 533], [420, 280], 200],
    ['five tongues, 3 m, key frames', five, 3, [0, 0, 800, 533], [420, 280], 2000],
  ])('find a fire by the model: %s', async (name, ...[tongues, metres, part, size, everyMs]) => {
    const fire = await partOf(part, size)
    const tips = puffing(metres, tongues.length, 7)
    function* film() {
      for (let turn = 0; turn < 70; turn++) {
        const seconds = (turn * everyMs) / 1000
        const risen = seconds * fire.height * 1.2
        yield burns(street, fire, { at: [200, 650], tongues, tips: tips(seconds), risen })
      }
    }
    const found = await watchFire({
      flame,
      film: film(),
      everyMs,
      params: { graceSeconds: 2 },
      until: 'opened',
    })
    console.log(`fire, ${name}: ${JSON.stringify(found)}`)
    expect(found.events.map((event) => event.split(' ')[0])).toContain('opened')
  })

  it('find the drawn fire of the yard, and nothing in the quiet one', async () => {
    const draw = await openDraw()
    const film = (scene: typeof yardFire, from: number) =>
      painted(draw, scene, { from, everySeconds: 0.2, looks: 70 })
    const zone = { ...yardFire.zones[0]!, version: 1, hours: [] }
    const options = { flame, everyMs: 200, zone, params: { graceSeconds: 3 } }
    const fire = await watchFire({ ...options, film: film(yardFire, 20) })
    const quiet = await watchFire({ ...options, film: film(yardQuiet, 20) })
    console.log(`yard: ${JSON.stringify({ fire, quiet })}`)
    expect(fire.flames).toBeGreaterThan(fire.looks * 0.7)
    expect(fire.events.map((event) => event.split(' ')[0])).toEqual(['opened', 'confirmed'])
    expect(quiet.events).toEqual([])
  }, 300_000)

  type Colour = readonly [number, number, number]
  type Paint = (x: number, y: number, turn: number) => Colour | null
  const disc =
    ([cx, cy, r]: readonly number[], colour: (turn: number) => Colour | null): Paint =>
    (x, y, turn) =>
      (x - cx!) ** 2 + (y - cy!) ** 2 <= r! ** 2 ? colour(turn) : null
  const block =
    (at: (turn: number) => readonly number[], colour: (turn: number) => Colour | null): Paint =>
    (x, y, turn) => {
      const [left = 0, top = 0, wide = 0, high = 0] = at(turn)
      return x >= left && x < left + wide && y >= top && y < top + high ? colour(turn) : null
    }
  const sodium: Colour = [255, 190, 90]
  const amber: Colour = [255, 150, 30]
  const brake: Colour = [255, 60, 20]
  const random = noise(11)
  const sometimes = Array.from({ length: 80 }, () => random())
  /** Glare: white within, yellow about it, as much as the moment gives. */
  const glare =
    ([cx, cy, r]: readonly number[], strength: (turn: number) => number): Paint =>
    (x, y, turn) => {
      const off = Math.hypot(x - cx!, y - cy!) / (r! * strength(turn))
      if (off > 1) return null
      return off < 0.5 ? [255, 252, 230] : [255, 225, 130]
    }
  /** What shines and moves and is no fire, by how light the street is; none stands before another. */
  const lookAlikes: readonly (readonly [string, number, Readonly<Record<string, Paint>>])[] = [
    [
      'by day',
      1,
      {
        'the sun': disc([900, 90, 46], () => [255, 244, 170]),
        'sun that glints on glass': glare([640, 150, 22], (turn) => 0.5 + sometimes[turn]!),
        'a red lorry that passes': block(
          (turn) => [turn * 24 - 200, 560, 200, 110],
          () => [205, 30, 28],
        ),
        'a yellow bus that passes': block(
          (turn) => [turn * 24 - 300, 350, 300, 160],
          () => [235, 190, 40],
        ),
        'a red flag in the wind': (x, y, turn) =>
          x > 300 &&
          x < 460 &&
          y > 200 + 8 * Math.sin(x / 20 + turn) &&
          y < 300 + 12 * Math.sin(x / 17 + turn)
            ? [214, 36, 30]
            : null,
      },
    ],
    [
      'at dusk',
      0.55,
      {
        'the setting sun behind leaves': glare([900, 200, 60], (turn) => 0.75 + 0.3 * sometimes[turn]!),
        welding: disc([700, 420, 16], (turn) => (sometimes[turn]! > 0.4 ? [235, 245, 255] : null)),
      },
    ],
    [
      'at night',
      0.3,
      {
        'a steady lamp': disc([400, 200, 18], () => sodium),
        'a lamp that blinks': disc([700, 200, 18], (turn) => (turn % 3 === 0 ? null : sodium)),
        'a hazard light': block(
          () => [300, 400, 34, 18],
          (turn) => (turn % 4 < 2 ? amber : null),
        ),
        'brake lights in a queue': block(
          () => [500, 400, 40, 22],
          (turn) => (turn % 9 < 4 ? brake : null),
        ),
        traffic: block(
          (turn) => [(turn * 47) % 1280, 500, 26, 20],
          () => [255, 226, 160],
        ),
      },
    ],
  ]
  it.each(lookAlikes)('find no fire %s', async (name, light, paints) => {
    const ground = { ...street, data: street.data.map((value) => value * light) }
    function* film() {
      for (let turn = 0; turn < 60; turn++)
        yield Object.values(paints).reduce<Raster>(
          (picture, paint) => withPaint(picture, paint, turn),
          ground,
        )
    }
    const found = await watchFire({ flame, film: film(), everyMs: 200 })
    console.log(`no fire ${name} (${Object.keys(paints).join(', ')}): ${JSON.stringify(found)}`)
    expect(found.events).toEqual([])
  })

  /** What is painted, with a sensor's noise in it. */
  function withPaint(ground: Raster, paint: Paint, turn: number): Raster {
    const picture = { ...ground, data: Uint8Array.from(ground.data) }
    for (let y = 0; y < detail.height; y++)
      for (let x = 0; x < detail.width; x++) {
        const colour = paint(x, y, turn)
        if (!colour) continue
        const at = (y * detail.width + x) * 3
        const off = ((x * 7 + y * 13 + turn * 29) % 7) - 3
        for (let c = 0; c < 3; c++) picture.data[at + c] = Math.min(255, Math.max(0, colour[c]! + off))
      }
    return picture
  }
})
