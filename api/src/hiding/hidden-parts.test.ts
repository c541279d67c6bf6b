import { describe, expect, it } from 'vitest'
import { coveredShare } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { coverShapes } from './cover-shapes.ts'
import type { PrivateFound } from './find-private.ts'
import { hiddenParts, seenIn, type Showing } from './hidden-parts.ts'

const box = (...[left, top, right, bottom]: [number, number, number, number]): Box => ({
  left,
  top,
  right,
  bottom,
})
const own = box(0.2, 0.4, 0.5, 0.7)
const other = box(0.6, 0.4, 0.9, 0.7)
const onOwn = box(0.32, 0.6, 0.38, 0.63)
const onOther = box(0.72, 0.6, 0.78, 0.63)
const elsewhere = box(0.05, 0.9, 0.1, 0.93)
const plateText = '渝A12345'

const seen = [
  { class: 'car' as const, score: 0.9, box: own },
  { class: 'car' as const, score: 0.9, box: other },
  { class: 'person' as const, score: 0.9, box: box(0.92, 0.2, 0.97, 0.8) },
]
const sight = { frame: { at: 0, detections: seen, own }, seen }
const showing = (found: Partial<PrivateFound>, more: Partial<Showing> = {}): Showing => ({
  sight,
  found: { faces: [], plates: [], vehicles: [], ...found },
  plate: plateText,
  widthPx: 1920,
  heightPx: 1080,
  ...more,
})
const isHidden = (part: Box, of: Showing): boolean =>
  hiddenParts(of).parts.some((hidden) => coveredShare(part, hidden.box) > 0.99)

describe('plates of a picture that leaves', () => {
  const read = (text: string, where: Box) => ({ box: where, text })
  it.each<[string, Showing, Record<'own' | 'other' | 'elsewhere', boolean>]>([
    [
      'the accused’s, read as two officers typed it, stays',
      showing({ plates: [read('渝A·12345', onOwn), read('渝B00001', onOther)] }),
      { own: false, other: true, elsewhere: false },
    ],
    [
      'one that reads otherwise than was typed is hidden, with the rest of that vehicle',
      showing({ plates: [read('渝A12346', onOwn)] }),
      { own: true, other: true, elsewhere: false },
    ],
    [
      'one that was not read is hidden',
      showing({ plates: [] }),
      { own: true, other: true, elsewhere: false },
    ],
    [
      'read less well in another part of the picture, it is the same plate still',
      showing({ plates: [read('渝A12345', onOwn), read('A1234', box(0.325, 0.601, 0.381, 0.631))] }),
      { own: false, other: true, elsewhere: false },
    ],
    [
      'where officers typed none, all are',
      showing({ plates: [read(plateText, onOwn)] }, { plate: null }),
      { own: true, other: true, elsewhere: false },
    ],
    [
      'the same text on another vehicle is not the accused’s: a cloned plate',
      showing({ plates: [read(plateText, onOther)] }),
      { own: true, other: true, elsewhere: false },
    ],
    [
      'one on a vehicle that no model saw is hidden, legible or not',
      showing({ plates: [read('', elsewhere), read(plateText, onOwn)] }),
      { own: false, other: true, elsewhere: true },
    ],
    [
      'where nobody is accused, all are',
      showing(
        { plates: [read(plateText, onOwn)] },
        { sight: { ...sight, frame: { ...sight.frame, own: null } } },
      ),
      { own: true, other: true, elsewhere: false },
    ],
  ])('%s', (...[, of, expected]) =>
    expect({
      own: isHidden(onOwn, of),
      other: isHidden(onOther, of),
      elsewhere: isHidden(elsewhere, of),
    }).toEqual(expected),
  )

  it('says whether the accused’s is shown', () => {
    expect(hiddenParts(showing({ plates: [{ box: onOwn, text: plateText }] })).showsPlate).toBe(true)
    expect(hiddenParts(showing({})).showsPlate).toBe(false)
  })
})

it('hides the plate of a vehicle that only the look before the leaving saw, not of a part of the accused', () => {
  const late = box(0.1, 0.05, 0.3, 0.3)
  const read = [{ box: onOwn, text: plateText }]
  const partOfOwn = { class: 'car' as const, box: box(0.2, 0.4, 0.4, 0.7) }
  const of = showing({ plates: read, vehicles: [{ class: 'car', box: late }, partOfOwn] })
  expect([isHidden(box(0.18, 0.22, 0.22, 0.25), of), isHidden(onOwn, of)]).toEqual([true, false])
})

it('hides a head that nothing but the joints told of: whatever a worker names', () => {
  const head = box(0.01, 0.01, 0.03, 0.05)
  expect(isHidden(head, showing({ faces: [head] }))).toBe(true)
})

it('covers what is masked, to its edge and no further', () => {
  const raster = { width: 100, height: 100, data: new Uint8Array(30_000).fill(250) }
  const triangle = [
    { x: 0.1, y: 0.1 },
    { x: 0.5, y: 0.1 },
    { x: 0.1, y: 0.5 },
  ]
  coverShapes(raster, [triangle])
  const at = (x: number, y: number) => raster.data[(y * 100 + x) * 3]
  expect([at(11, 11), at(45, 11), at(11, 45), at(45, 45), at(9, 9)]).toEqual([92, 92, 92, 250, 250])
})

it('asks of everybody and of every vehicle, the accused among them', () => {
  const asked = seenIn(sight)
  expect([asked.persons.length, asked.vehicles.length]).toEqual([1, 3])
})
