import { describe, expect, it } from 'vitest'
import { turnBack, turnBox, turnPoint, turns, turnSize } from '@sightline/detectors/geometry/turn'
import { bySize } from './by-size.ts'
import { sizeTable } from './transform-table.ts'
import { filtersOf, transformed, transformNames } from './transforms.ts'

const image = { id: 1, path: 'a.jpg', width: 200, height: 100, checked: true }
/** In the upper left. */
const truth = {
  image: 1,
  category: 'person',
  box: [20, 10, 20, 40] as const,
  area: 800,
  crowd: false,
  rule: null,
}
const dataset = { images: [image], truths: [truth], passedOver: [], set: null, plates: new Map() }

describe('what is done to the pictures is done to their boxes', () => {
  it.each([
    ['none', [20, 10, 20, 40], [200, 100]],
    ['turn-90', [50, 20, 40, 20], [100, 200]],
    ['turn-180', [160, 50, 20, 40], [200, 100]],
    ['turn-270', [10, 160, 40, 20], [100, 200]],
    ['far-2', [10, 5, 10, 20], [200, 100]],
    ['small-160', [20, 10, 20, 40], [200, 100]],
  ] as const)('%s', (name, box, [width, height]) => {
    const { images, truths } = transformed(dataset, name)
    expect(images[0]).toMatchObject({ width, height })
    expect(truths[0]?.box.map((side) => Math.round(side * 1e6) / 1e6)).toEqual(box)
  })
  it('every one of them but the untouched and the coarse one filters', () => {
    expect(transformNames.filter((name) => filtersOf(name).length === 0)).toEqual(['none', 'jpeg'])
  })
})

describe('a turn', () => {
  const p = { x: 0.1, y: 0.3 }
  it.each(turns)('of %i is undone by its other one', (by) => {
    const back = turnPoint(turnPoint(p, by), turnBack(by))
    expect([back.x, back.y]).toEqual([expect.closeTo(p.x, 12), expect.closeTo(p.y, 12)])
    expect(turnSize(turnSize(image, by), turnBack(by))).toEqual(image)
  })
  it('by 90 brings what was at the left to the top', () => {
    expect(turnBox({ left: 0, top: 0.2, right: 0.1, bottom: 0.6 }, 90)).toEqual({
      left: 0.4,
      top: 0,
      right: 0.8,
      bottom: 0.1,
    })
  })
})

it('counts what was seen by its size in the model, and a box for one thing only', () => {
  const twice = { ...truth, box: [22, 10, 20, 40] as const }
  const found = [{ image: 1, category: 'person', box: [20, 10, 20, 40] as const, score: 0.9 }]
  const shown = () => ({ width: 640, height: 320, of: image })
  const rows = bySize({ truths: [truth, twice, { ...truth, crowd: true }], found, shown })
  expect(rows.filter(({ truths }) => truths > 0)).toEqual([
    { category: 'person', fromPx: 120, toPx: Infinity, truths: 2, seen: 1 },
  ])
  expect(sizeTable([...rows, ...rows]).split('\n')[1]).toMatch(/^person +120– +4 +2 +50.0$/)
})
