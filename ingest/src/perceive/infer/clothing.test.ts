import { describe, expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import type { Rgb } from '@sightline/detectors/clothing/lab'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Body } from '@sightline/detectors/pose/body'
import { plain, type Raster } from '@sightline/models/raster/raster'
import { sharePart } from '@sightline/models/raster/shared-part'
import { judgeClothing } from './clothing.ts'
import { clothingFor, offeredTo } from './needed-clothing.ts'
import type { ModelSet } from './model-set.ts'

const size = { width: 640, height: 360 }
const white: Rgb = [235, 235, 230]
const hair: Rgb = [40, 32, 28]
const skin: Rgb = [205, 150, 120]
const blue: Rgb = [70, 120, 190]
const red: Rgb = [170, 40, 40]
const wall: Rgb = [150, 150, 150]

/** A cook of 300 px: where the joints are, and what is painted at them. */
const person: Box = { left: 0.4, top: 0.1, right: 0.6, bottom: 0.95 }
const joint = (x: number, y: number) => ({ x: x / size.width, y: y / size.height, score: 0.9 })
const cook: Body = {
  nose: joint(320, 80),
  leftEye: joint(328, 72),
  rightEye: joint(312, 72),
  leftEar: joint(337, 75),
  rightEar: joint(303, 75),
  leftShoulder: joint(355, 130),
  rightShoulder: joint(285, 130),
  leftElbow: joint(365, 180),
  leftWrist: joint(365, 215),
  leftHip: joint(345, 240),
  rightHip: joint(295, 240),
}
interface Worn {
  readonly crown: Rgb
  readonly trunk: Rgb
  readonly hand: Rgb
  /** Of the lamps, of what they were when the colours were shown. */
  readonly light?: number
}
const dressed: Worn = { crown: white, trunk: white, hand: blue }

function paint(raster: Raster, rgb: Rgb, [x0, y0, x1, y1]: readonly [number, number, number, number]): void {
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) raster.data.set(rgb, (y * raster.width + x) * 3)
}
function drawn({ crown, trunk, hand, light = 1 }: Worn): Raster {
  const picture = plain(size, wall[0])
  paint(picture, skin, [298, 60, 342, 110])
  paint(picture, crown, [295, 35, 345, 64])
  paint(picture, trunk, [280, 120, 360, 245])
  paint(picture, hand, [350, 210, 385, 245])
  return { ...picture, data: picture.data.map((value) => Math.round(value * light)) }
}

const zone = {
  id: 'z',
  sourceId: 's',
  version: 1,
  name: 'z',
  polygon: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
  bays: [],
  hours: [],
  active: true,
  createdAt: 0,
}
const sample = (garment: 'hat' | 'coat' | 'gloves', rgb: Rgb) => ({
  garment,
  name: garment,
  rgb,
  at: { x: 0, y: 0 },
})
const kinds = ['kitchen_no_hat', 'kitchen_no_uniform', 'kitchen_no_gloves'] as const
const kitchen = (change: object = {}) =>
  wantedSourceSchema.parse({
    id: 's',
    version: 1,
    name: 'n',
    kind: 'kitchen',
    place: '',
    position: null,
    url: 'rtsp://c/1',
    user: '',
    sealedPassword: null,
    approval: { state: 'draft', revision: 0, basis: '' },
    zones: [zone],
    rules: kinds.map((kind) => ({
      id: kind,
      zoneId: 'z',
      version: 1,
      kind,
      params: {},
      enabled: true,
      createdAt: 0,
    })),
    clothing: {
      sourceId: 's',
      version: 2,
      samples: [sample('hat', white), sample('coat', white), sample('gloves', blue)],
      light: { place: { left: 0.02, top: 0.02, right: 0.08, bottom: 0.1 }, rgb: wall },
      createdAt: 0,
    },
    ...change,
  })
const models = {
  pose: { model: { name: 'pose', sha256: 'p', threshold: 0.3 }, look: () => Promise.resolve([]) },
  offered: ['person'],
} satisfies Pick<ModelSet, 'pose' | 'offered'>

function seenIn(worn: Worn, change: { persons?: readonly Box[]; body?: Body } = {}) {
  const { part, area: content } = sharePart(drawn(worn))
  return judgeClothing({
    picture: part,
    content,
    aspect: size.width / size.height,
    persons: change.persons ?? [person],
    bodies: new Map([[person, change.body ?? cook]]),
    needed: clothingFor(kitchen(), models)!,
  })
}
const lacks = (worn: Worn, change = {}) => seenIn(worn, change).map((one) => one.class)

describe('who lacks what', () => {
  it.each<[string, Worn, string[]]>([
    ['dressed as the house has it', dressed, []],
    ['bare-headed', { ...dressed, crown: hair }, ['no_hat']],
    ['in a red shirt', { ...dressed, trunk: red }, ['no_uniform']],
    ['with a bare hand', { ...dressed, hand: skin }, ['no_gloves']],
    ['with nothing of it', { crown: hair, trunk: red, hand: skin }, ['no_hat', 'no_uniform', 'no_gloves']],
    ['dressed, in half the light', { ...dressed, light: 0.72 }, []],
    ['bare-headed, in half the light', { ...dressed, crown: hair, light: 0.8 }, ['no_hat']],
    [
      'with nothing of it, in a light that is too different',
      { crown: hair, trunk: red, hand: skin, light: 0.35 },
      [],
    ],
  ])('%s', (...[, worn, expected]) => expect(lacks(worn)).toEqual(expected))

  it('is not told of a head that is too small', () => {
    const far = Object.fromEntries(
      Object.entries(cook).map(([name, { x, y, score }]) => [
        name,
        { x: 0.5 + (x - 0.5) * 0.25, y: 0.3 + y * 0.25, score },
      ]),
    )
    expect(lacks({ ...dressed, crown: hair }, { body: far })).toEqual([])
  })
  it('is not told of who is hidden by somebody else, nor of whose head is known by the shoulders alone', () => {
    const front: Box = { left: 0.35, top: 0.05, right: 0.65, bottom: 0.9 }
    expect(lacks({ crown: hair, trunk: red, hand: skin }, { persons: [person, front] })).toEqual([])
    const { leftShoulder, rightShoulder } = cook
    expect(
      lacks({ crown: hair, trunk: white, hand: blue }, { body: { leftShoulder, rightShoulder } }),
    ).toEqual([])
  })
  it('says by what: region, colour, distance, limit', () => {
    const [seen] = seenIn({ ...dressed, crown: hair })
    expect(seen).toMatchObject({ class: 'no_hat', colour: { garment: 'hat', limit: 18, share: 0 } })
    expect(seen!.colour!.distance).toBeGreaterThan(30)
    expect(seen!.score).toBeGreaterThan(0.8)
  })
})

describe('what is judged by colour', () => {
  it('is what was declared and what rules read', () => {
    const needed = clothingFor(kitchen(), models)!
    expect(needed.garments.map(({ garment }) => garment)).toEqual(['hat', 'coat', 'gloves'])
    expect(needed.looked).toMatchObject({
      name: 'declared-clothing',
      classes: ['no_hat', 'no_uniform', 'no_gloves'],
    })
    expect(needed.looked.sha256).toMatch(/^[0-9a-f]{64}$/)
  })
  it.each<
    [
      string,
      object,
      Partial<typeof models> | { pose: null } | { offered: ('person' | 'no_hat')[] },
      string[] | null,
    ]
  >([
    ['nothing where nothing is declared', { clothing: null }, {}, null],
    ['nothing where nobody tells where heads are', {}, { pose: null }, null],
    ['nothing that no rule reads', { rules: [] }, {}, null],
    ['not what a model of the site tells', {}, { offered: ['person', 'no_hat'] }, ['coat', 'gloves']],
  ])('is %s', (...[, source, set, expected]) => {
    const needed = clothingFor(kitchen(source), { ...models, ...set })
    expect(needed && needed.garments.map(({ garment }) => garment)).toEqual(expected)
  })
  it('is told to the screen as classes of this source', () => {
    expect(offeredTo(kitchen(), models)!.offered).toEqual(['person', 'no_hat', 'no_uniform', 'no_gloves'])
    expect(offeredTo(kitchen({ clothing: null }), models)!.offered).toEqual(['person'])
    expect(offeredTo(kitchen(), { ...models, pose: null })!.offered).toEqual(['person'])
    expect(offeredTo(kitchen(), null)).toBeNull()
  })
})
