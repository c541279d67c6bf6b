import { describe, expect, it } from 'vitest'
import type { ObjectClass } from '../detection.ts'
import type { BoundRule, ViolationKind } from '../finding.ts'
import { mismatches } from '../shape.ts'
import { coverageOf, isAllBlind } from './coverage.ts'
import { sightOf, tiltOfView, toEnvelope, type KnownView } from './rule-sight.ts'
import { isTooFar } from './silence.ts'
import { horizonOf, lawOfMarks, lawOfSights, sideAt } from './size-law.ts'
import { learnSizes, noSizes, sizesShape, type Sizes } from './sizes.ts'

/** Somebody seen at a place, so many tenths of the picture high. */
const seen = (foot: number, high: number, more: { score?: number; x?: number; class?: ObjectClass } = {}) => {
  const { score = 0.8, x = 0.5, class: type = 'person' } = more
  return {
    class: type,
    score,
    box: { left: x - high / 5, right: x + high / 5, top: foot - high, bottom: foot },
  }
}
type Seen = ReturnType<typeof seen>

const learnt = (each: readonly Seen[], times: number, everyMs = 5000): Sizes => {
  let sizes = noSizes
  for (let i = 0; i < times; i++) sizes = learnSizes(sizes, { at: i * everyMs, detections: each })
  return sizes
}
/** A level view with its horizon at 0.2: nobody's foot is above it, and at the lower edge people are half the picture high. */
const level = (foot: number): number => (foot - 0.2) * 0.625

const rectangle = (top: number, bottom: number) => [
  { x: 0.2, y: top },
  { x: 0.8, y: top },
  { x: 0.8, y: bottom },
  { x: 0.2, y: bottom },
]
const rule = (kind: ViolationKind, [top, bottom]: readonly [number, number]): BoundRule => ({
  id: 'r',
  version: 1,
  kind,
  params: {},
  zone: { id: 'z', version: 1, polygon: rectangle(top, bottom), bays: [], hours: [] },
})
const view = (given: Partial<KnownView>): KnownView => {
  return { sizes: noSizes, marks: [], aspect: 16 / 9, unfit: () => null, ...given }
}
const marks = [
  { head: { x: 0.5, y: 0.4 - level(0.4) }, foot: { x: 0.5, y: 0.4 } },
  { head: { x: 0.5, y: 0.9 - level(0.9) }, foot: { x: 0.5, y: 0.9 } },
]

describe('sizes are learnt', () => {
  it.each<[string, Seen, number]>([
    ['of a sure sight', seen(0.6, 0.2), 1],
    ['not of a weak one, as of a post', seen(0.6, 0.2, { score: 0.45 }), 0],
    ['not of what the upper edge cuts', seen(0.2, 0.2), 0],
    ['not of what the left edge cuts', seen(0.6, 0.2, { x: 0.04 }), 0],
    ['not of what differs too much in size', seen(0.6, 0.2, { class: 'bus' }), 0],
  ])('%s', (_, one, n) => expect(learnSizes(noSizes, { at: 1, detections: [one] })).toHaveLength(n))

  it('once in a while for each place: who waits there is one, and a late frame teaches nothing', () => {
    const one = seen(0.6, 0.2)
    expect(learnt([one], 50, 100)[0]?.n).toBe(1)
    const later = learnt([one], 3)
    expect(learnSizes(later, { at: 0, detections: [one] })).toBe(later)
  })

  it('in bounded memory, whatever is seen for however long, that survives JSON', () => {
    let sizes = noSizes
    for (let i = 0; i < 4000; i++) {
      const foot = 0.25 + ((i * 37) % 700) / 1000
      const detections = [
        seen(foot, 0.1, { x: 0.1 + ((i * 53) % 800) / 1000 }),
        seen(foot, 0.1, { class: 'car' }),
      ]
      sizes = learnSizes(sizes, { at: i * 6000, detections })
    }
    expect(sizes.length).toBeLessThanOrEqual(2 * 8 * 12)
    expect(mismatches(JSON.parse(JSON.stringify(sizes)), sizesShape)).toEqual([])
  })

  it('anew within fifty sights, where the view zooms', () => {
    let sizes = learnt([seen(0.6, 0.2)], 300)
    for (let i = 0; i < 150; i++)
      sizes = learnSizes(sizes, { at: 1e7 + i * 5000, detections: [seen(0.6, 0.4)] })
    expect(sizes[0]?.height).toBeCloseTo(0.4, 1)
  })
})

describe('the law of sizes', () => {
  const far = [0.35, 0.5, 0.7, 0.85].map((foot) => seen(foot, level(foot)))
  it('is found from people at several distances, with its horizon', () => {
    const law = lawOfSights(learnt(far, 10), 'person')!
    expect(sideAt(law, 0.6)).toBeCloseTo(level(0.6), 3)
    expect(horizonOf(law)).toBeCloseTo(0.2, 2)
  })
  it.each<[string, Sizes]>([
    ['nothing was seen', noSizes],
    ['little was seen', learnt(far, 4)],
    [
      'one sight each in many places may be mistakes',
      learnt([...far, ...far.map(({ box }) => seen(box.bottom, 0.1, { x: 0.3 }))], 1),
    ],
    [
      'only cars were seen',
      learnt(
        far.map((one) => ({ ...one, class: 'car' as const })),
        20,
      ),
    ],
  ])('is unknown where %s', (_, sizes) => expect(lawOfSights(sizes, 'person')).toBeNull())
  it('says nothing far beyond where anybody was', () => {
    const law = lawOfSights(learnt(far, 10), 'person')!
    expect([sideAt(law, 0.1), sideAt(law, 0.99)]).toEqual([null, null])
  })
  it('is one size where all were seen at one height, or grow upwards', () => {
    const one = lawOfSights(learnt([seen(0.6, 0.2), seen(0.62, 0.24, { x: 0.3 })], 20), 'person')!
    expect([one.growth, sideAt(one, 0.55)]).toEqual([0, expect.closeTo(0.22, 5)])
    const upwards = [0.4, 0.6, 0.8].map((foot) => seen(foot, 0.3 - foot / 4))
    expect(lawOfSights(learnt(upwards, 20), 'person')?.growth).toBe(0)
  })
  it('comes of two marks for all of the picture, and of cars by what a person is high', () => {
    const law = lawOfMarks(marks, { kind: 'person', aspect: 16 / 9 })!
    for (const y of [0.3, 0.6, 1]) expect(sideAt(law, y)).toBeCloseTo(level(y), 6)
    expect(sideAt(law, 0.1)).toBe(0)
    const cars = lawOfMarks(marks, { kind: 'vehicle', aspect: 2 })!
    expect(sideAt(cars, 0.6)).toBeCloseTo((level(0.6) * 1.06) / 2, 6)
  })
  it.each([0, 1, 3])('comes of no %i marks', (n) => {
    expect(lawOfMarks([...marks, ...marks].slice(0, n), { kind: 'person', aspect: 1 })).toBeNull()
  })
})

describe('a zone', () => {
  const law = lawOfMarks(marks, { kind: 'person', aspect: 16 / 9 })
  it.each<[string, readonly [number, number], number, readonly [number, number]]>([
    ['is seen all over', [0.5, 0.9], 0.1, [0, 0]],
    ['is blind all over', [0.2, 0.3], 0.1, [1, 1]],
    ['is blind in its upper half', [0.26, 0.46], 0.1, [0.5, 1]],
    ['is blind above the horizon', [0, 0.2], 0.001, [1, 1]],
  ])('%s', (...[, [top, bottom], least, [share, bands]]) => {
    const covered = coverageOf(rectangle(top, bottom), law, least)
    expect(covered.blindShare).toBeCloseTo(share, 1)
    expect(covered.blind).toHaveLength(bands)
    expect(isAllBlind(covered)).toBe(share === 1)
  })
  it('is not called blind where little of it is known', () => {
    const near = lawOfSights(learnt([seen(0.9, 0.05), seen(0.92, 0.05, { x: 0.3 })], 20), 'person')
    const covered = coverageOf(rectangle(0.1, 0.95), near, 0.1)
    expect(covered.knownShare).toBeLessThan(0.5)
    expect(isAllBlind(covered)).toBe(false)
  })
  it('has its blind bands where the zone is', () => {
    const { blind } = coverageOf(rectangle(0.26, 0.46), law, 0.1)
    expect(blind[0]).toMatchObject({ left: 0.2, right: 0.8, top: 0.26 })
    expect(blind[0]!.bottom).toBeCloseTo(0.36, 2)
  })
})

describe('a rule', () => {
  it.each<[string, ViolationKind, Partial<KnownView>, string | null]>([
    ['speaks where nothing is known', 'angling', {}, null],
    ['is silent where people are too small', 'angling', { marks }, 'too_far'],
    ['about the camera itself is never silent', 'camera_health', { marks, unfit: () => 'too_dark' }, null],
    ['of what other models see is never silent', 'open_burning', { marks, unfit: () => 'too_dark' }, null],
    ['is silent on an unfit view, whatever the size', 'illegal_parking', { unfit: () => 'steep' }, 'steep'],
  ])('%s', (...[, kind, known, silent]) => {
    expect(sightOf(rule(kind, [0.22, 0.3]), view(known), 0.1).silent).toBe(silent)
  })
  it('says how large people are there, of what it needs', () => {
    const sight = sightOf(rule('angling', [0.22, 0.3]), view({ marks }), 0.1)
    expect(sight.side).toBeCloseTo(level(0.26), 2)
    expect(sight).toMatchObject({
      thing: 'person',
      least: { side: 'height', share: 0.1 },
      blindShare: 1,
    })
  })
  it('believes marks before sights', () => {
    const sizes = learnt(
      [0.24, 0.27, 0.29].map((foot) => seen(foot, 0.2)),
      30,
    )
    expect(sightOf(rule('angling', [0.22, 0.3]), view({ sizes }), 0.1).silent).toBeNull()
    expect(sightOf(rule('angling', [0.22, 0.3]), view({ sizes, marks }), 0.1).silent).toBe('too_far')
  })
  it('asks of each thing that it is large enough, where the model says what that is', () => {
    const { least, silent } = toEnvelope([sightOf(rule('angling', [0.5, 0.9]), view({}), 0.1)])
    expect(silent).toEqual({})
    expect([0.09, 0.11].map((high) => isTooFar(seen(0.6, high).box, least['r']))).toEqual([true, false])
    expect(toEnvelope([sightOf(rule('angling', [0.5, 0.9]), view({}), null)]).least).toEqual({})
  })
})

describe('a view that somebody marked as looking down', () => {
  /** The far one's feet at 0.3 of the picture, the near one's at 0.9. */
  const marksOf = (far: number, near: number) =>
    [
      [0.3, far],
      [0.9, near],
    ].map(([foot, high]) => ({ head: { x: 0.5, y: foot! - high! }, foot: { x: 0.5, y: foot! } }))
  it.each([
    ['a little: all speak', marksOf(0.1, 0.35), null, null],
    [
      'so far that the nearer one is hardly larger: rules about vehicles are silent',
      marksOf(0.2, 0.22),
      'steep',
      null,
    ],
  ] as const)('%s', (...[, marks, vehicles, people]) => {
    const silentOf = (kind: ViolationKind) => sightOf(rule(kind, [0.5, 0.9]), view({ marks }), 0.01).silent
    expect([silentOf('illegal_parking'), silentOf('angling')]).toEqual([vehicles, people])
  })

  it('is not called steep by people who were seen to sit nearby', () => {
    const sizes = learnt([seen(0.3, 0.2), seen(0.9, 0.205)], 30)
    expect(sightOf(rule('illegal_parking', [0.5, 0.9]), view({ sizes }), 0.01).silent).toBeNull()
  })

  it.each([
    ['marks', view({ marks: marksOf(0.1, 0.35) })],
    ['sights', view({ sizes: learnt([seen(0.3, 0.1), seen(0.9, 0.35)], 30) })],
  ] as const)('tells its tilt by %s', (by, known) => {
    expect(tiltOfView(known)).toMatchObject({ by })
    expect(tiltOfView(known)!.degrees).toBeGreaterThan(10)
    expect(tiltOfView(known)!.degrees).toBeLessThan(35)
  })

  it('is not known before anything was seen', () => expect(tiltOfView(view({}))).toBeNull())
})
