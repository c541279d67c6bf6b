import { describe, expect, it } from 'vitest'
import { plateSchema } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Box } from '@sightline/detectors/geometry/point'
import type { PlateReading } from '@sightline/models/plates/plate-reading'
import {
  boxOf,
  notRead,
  plateOfVehicle,
  platesDiffer,
  seenAt,
  toPlate,
  type PlateFrame,
  type Seen,
} from './vehicle-plate.ts'

const box = (...[left, top, right, bottom]: [number, number, number, number]): Box => ({
  left,
  top,
  right,
  bottom,
})
function reading(text: string, { x = 0.5, y = 0.5, confidence = 0.98 } = {}): PlateReading {
  const corner = (dx: number, dy: number) => ({ x: x + dx, y: y + dy })
  return {
    text,
    colour: 'blue',
    rows: 1,
    heightPx: 30,
    score: 0.8,
    characters: [...text].map((character) => ({ character, confidence })),
    corners: [corner(-0.02, -0.01), corner(0.02, -0.01), corner(0.02, 0.01), corner(-0.02, 0.01)],
  }
}

describe('the plate of the accused vehicle', () => {
  const own = box(0.4, 0.4, 0.6, 0.6)
  it.each<[string, PlateReading[], Partial<Seen>, string | null]>([
    ['none', [], {}, null],
    ['the one on it', [reading('other', { x: 0.8 }), reading('own')], {}, 'own'],
    ['a neighbour in the margin is not taken for it', [reading('other', { x: 0.65 })], {}, null],
    ['a bumper below the box', [reading('own', { y: 0.605 })], {}, 'own'],
    [
      'the nearest to the middle of the lower half',
      [reading('behind', { y: 0.42 }), reading('own', { y: 0.56 })],
      {},
      'own',
    ],
    [
      'a plate on a vehicle in front is that one’s',
      [reading('front', { x: 0.42, y: 0.55 })],
      { inFront: [box(0.2, 0.45, 0.45, 0.7)] },
      null,
    ],
  ])('%s', (...[, readings, seen, expected]) =>
    expect(plateOfVehicle(readings, { own, inFront: [], ...seen })?.text ?? null).toBe(expected),
  )
})

describe('where the vehicle was', () => {
  const car = (where: Box, kind: 'car' | 'person' = 'car') => ({ class: kind, score: 0.9, box: where })
  const own = box(0.4, 0.4, 0.6, 0.6)
  const frames = [
    { at: 100, detections: [], own: box(0, 0, 0.1, 0.1) },
    {
      at: 200,
      detections: [
        car(own),
        car(box(0.41, 0.4, 0.6, 0.61)),
        car(box(0.1, 0.1, 0.3, 0.3)),
        car(box(0.5, 0.5, 0.8, 0.8)),
        car(box(0.5, 0.5, 0.55, 0.7), 'person'),
      ],
      own,
    },
    { at: 300, detections: [], own: null },
  ]
  it('is told by the nearest frame that shows it, with the vehicles in front of it', () =>
    expect(seenAt({ frames }, 290, box(0, 0, 1, 1))).toEqual({ own, inFront: [box(0.5, 0.5, 0.8, 0.8)] }))
  it('is where the finding says, when no frame shows it', () =>
    expect(seenAt({ frames: [] }, 290, own)).toEqual({ own, inFront: [] }))
})

const plate = '渝A12345'
const frame = (
  ...[stage, at, text, confidence = 0.98]: [FindingStage, number, string | null, number?]
): PlateFrame => ({
  stage,
  at,
  reading: text === null ? null : reading(text, { confidence }),
})
const both = [frame('opened', 1, plate), frame('confirmed', 2, plate)]

describe('what the pictures say together', () => {
  it.each<[string, PlateFrame[], string, string | null, string]>([
    ['both stages', both, 'legible', null, plate],
    ['a picture without it does no harm', [...both, frame('confirmed', 3, null)], 'legible', null, plate],
    ['no picture', [], 'not_read', 'no_picture', ''],
    [
      'no plate in any',
      [frame('opened', 1, null), frame('confirmed', 2, null)],
      'not_legible',
      'no_plate',
      '',
    ],
    ['one picture', [frame('opened', 1, plate)], 'not_legible', 'too_few_frames', plate],
    [
      'only one stage',
      [frame('opened', 1, null), frame('confirmed', 2, plate), frame('confirmed', 3, plate)],
      'not_legible',
      'one_stage_only',
      plate,
    ],
    [
      'they disagree',
      [frame('opened', 1, plate), frame('confirmed', 2, '渝A12346', 0.97)],
      'not_legible',
      'frames_disagree',
      plate,
    ],
    [
      'in doubt',
      both.map(({ stage, at }) => frame(stage, at, plate, 0.8)),
      'not_legible',
      'low_confidence',
      plate,
    ],
  ])('%s', (...[, frames, verdict, reason, text]) => {
    const read = toPlate(frames, [{ name: 'n', sha256: '0'.repeat(64) }])
    expect(read).toMatchObject({ verdict, reason, text })
    expect(read.confidences).toHaveLength(text.length)
    expect(read.frames).toHaveLength(frames.length)
    expect(plateSchema.parse(read)).toEqual(read)
  })

  it('lists every picture in the order of time with its least certain character', () =>
    expect(toPlate([frame('confirmed', 2, plate), frame('opened', 1, null)], []).frames).toEqual([
      { at: 1, stage: 'opened', text: '', confidence: 0 },
      { at: 2, stage: 'confirmed', text: plate, confidence: 0.98, heightPx: 30 },
    ]))

  it('says why nobody looked', () =>
    expect(plateSchema.parse(notRead('no_network'))).toMatchObject({
      verdict: 'not_read',
      reason: 'no_network',
    }))
})

it.each<[string, PlateFrame[], boolean]>([
  ['one plate', [...both, ...both], false],
  [
    'two plates, each beyond doubt',
    [
      ...Array<PlateFrame>(2).fill(frame('opened', 1, plate)),
      ...Array<PlateFrame>(2).fill(frame('confirmed', 2, '渝B00001')),
    ],
    true,
  ],
  [
    'a second one in doubt',
    [...Array<PlateFrame>(2).fill(frame('opened', 1, plate)), frame('confirmed', 2, '渝B00001')],
    false,
  ],
])('the stages show two vehicles: %s', (...[, frames, differ]) => expect(platesDiffer(frames)).toBe(differ))

it('draws an upright box around a plate', () => {
  const { left, top, right, bottom } = boxOf(reading(plate).corners)
  expect([left, top, right, bottom].map((side) => Number(side.toFixed(3)))).toEqual([0.48, 0.49, 0.52, 0.51])
})
