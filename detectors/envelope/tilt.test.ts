import { describe, expect, it } from 'vitest'
import type { MarkedHeight, SizeLaw } from './size-law.ts'
import { tiltOf, tiltOfLaw } from './tilt.ts'

const aspect = 16 / 9
const radians = (degrees: number): number => (degrees * Math.PI) / 180

interface Camera {
  readonly tilt: number
  readonly lens?: number
}

/** Somebody of 1.7 m whose feet are seen at `y`, by a camera 6 m high. */
function seenAt(y: number, { tilt, lens = 70 }: Camera): MarkedHeight {
  const focal = aspect / (2 * Math.tan(radians(lens) / 2))
  const away = 6 / Math.tan(Math.atan((y - 0.5) / focal) + radians(tilt))
  const head = 0.5 + focal * Math.tan(Math.atan2(6 - 1.7, away) - radians(tilt))
  return { head: { x: 0.5, y: head }, foot: { x: 0.5, y } }
}

describe('the tilt of a camera by two people', () => {
  it.each([5, 10, 20, 30, 40, 50, 60, 70])('of %d degrees, by the usual lens', (tilt) => {
    const told = tiltOf([seenAt(0.9, { tilt }), seenAt(0.45, { tilt })], aspect)
    expect(told?.degrees).toBeCloseTo(tilt, 1)
    expect(told!.from).toBeLessThan(tilt)
    expect(told!.to).toBeGreaterThan(tilt)
  })

  it.each([
    [50, 20],
    [50, 50],
    [100, 20],
    [100, 60],
  ])('holds the true one within its bounds for a lens of %d degrees, tilt %d', (lens, tilt) => {
    const told = tiltOf([seenAt(0.45, { tilt, lens }), seenAt(0.75, { tilt, lens })], aspect)!
    expect(told.from).toBeLessThanOrEqual(tilt + 0.1)
    expect(told.to).toBeGreaterThanOrEqual(tilt - 0.1)
  })

  it.each<[string, readonly MarkedHeight[]]>([
    ['no marks', []],
    ['one', [seenAt(0.8, { tilt: 20 })]],
    ['two that stand at one height of the picture', [seenAt(0.6, { tilt: 20 }), seenAt(0.61, { tilt: 20 })]],
    ['two too near to each other', [seenAt(0.5, { tilt: 20 }), seenAt(0.62, { tilt: 20 })]],
  ])('is not known by %s', (_, marks) => {
    expect(tiltOf(marks, aspect)).toBeNull()
  })

  it('is half a right angle where the nearer one is no larger, for who stands below is seen from above', () => {
    const level = [0.4, 0.8].map((y) => ({ head: { x: 0.5, y: y - 0.2 }, foot: { x: 0.5, y } }))
    expect(tiltOf(level, aspect)?.degrees).toBeCloseTo(45)
  })
})

describe('by what was learnt', () => {
  const law: SizeLaw = { side: 'height', atTop: -0.05, growth: 0.35, fromY: 0.3, toY: 0.95, from: 'sights' }
  it('is that of people where the law holds', () => {
    expect(tiltOfLaw(law, aspect)?.degrees).toBeGreaterThan(10)
    expect(tiltOfLaw(law, aspect)?.degrees).toBeLessThan(30)
  })
  it.each<[string, SizeLaw]>([
    ['no growth', { ...law, atTop: 0.2, growth: 0 }],
    ['vehicles, whose width says it of no two alike', { ...law, side: 'width' }],
    ['a narrow band of the picture', { ...law, fromY: 0.5, toY: 0.6 }],
  ])('is not known of %s', (_, one) => expect(tiltOfLaw(one, aspect)).toBeNull())
})
