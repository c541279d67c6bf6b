import { describe, expect, it } from 'vitest'
import { centre, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { noise } from '../test/drawn-scene.ts'
import { beginMotion, predictBox, updateMotion, type Motion } from './motion.ts'

const boxAt = (x: number, y = 0.5, side = 0.1): Box => ({
  left: x - side / 2,
  top: y - side / 2,
  right: x + side / 2,
  bottom: y + side / 2,
})
/** Seen every `seconds`, `count` times. */
const watched = (place: (s: number) => Box, seconds: number, count: number): Motion =>
  Array.from({ length: count }, (_, i) => (i + 1) * seconds).reduce(
    (motion, s) => updateMotion(motion, place(s), seconds),
    beginMotion(place(0)),
  )

describe('motion', () => {
  it.each([
    ['stands', (): Box => boxAt(0.4), 0.4],
    ['drives', (s: number): Box => boxAt(0.1 + s * 0.1), 0.1 + 3.5 * 0.1],
    ['drives back', (s: number): Box => boxAt(0.9 - s * 0.2), 0.9 - 3.5 * 0.2],
  ])('a thing that %s is expected where it will be', (_, place, x) => {
    const { box, give } = predictBox(watched(place, 0.2, 15), 0.5)
    expect(centre(box).x).toBeCloseTo(x, 2)
    expect(centre(box).y).toBeCloseTo(0.5, 9)
    expect(width(box)).toBeCloseTo(0.1, 9)
    expect(give.x).toBeGreaterThan(0)
  })

  it('knows the same speed at any rate of frames', () => {
    const speeds = [0.04, 0.2, 1].map((seconds) => watched((s) => boxAt(0.1 + s * 0.1), seconds, 4 / seconds))
    for (const motion of speeds) expect(motion.x.speed).toBeCloseTo(0.1, 2)
  })

  it('gives the longer it was not seen, and less the oftener it was', () => {
    const giveAfter = (count: number, seconds: number): number =>
      predictBox(
        watched(() => boxAt(0.4), 0.2, count),
        seconds,
      ).give.x
    expect(giveAfter(5, 1)).toBeGreaterThan(giveAfter(5, 0.2))
    expect(giveAfter(5, 0.2)).toBeLessThan(giveAfter(0, 0.2))
  })

  it('is steadier than the boxes that it is made of', () => {
    const next = noise(7)
    let [motion, off, offBox] = [beginMotion(boxAt(0.4)), 0, 0]
    for (let i = 0; i < 200; i++) {
      const x = 0.4 + (next() - 0.5) * 0.02
      motion = updateMotion(motion, boxAt(x), 0.2)
      off += (motion.x.value - 0.4) ** 2
      offBox += (x - 0.4) ** 2
    }
    expect(off).toBeLessThan(offBox)
  })
})
