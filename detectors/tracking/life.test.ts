import { describe, expect, it } from 'vitest'
import type { Box } from '../geometry/point.ts'
import { liveOn, livelyFrom, noLife, type Life } from './life.ts'
import { isLifeless } from './lifeless.ts'

const box: Box = { left: 0.4, right: 0.5, top: 0.3, bottom: 0.7 }
const lively = livelyFrom
const dead = livelyFrom / 2

/** A stand seen every so many ms, with what was measured of each look; undefined: nothing was. */
function livedBy(stirs: readonly (number | undefined)[], everyMs = 1000, before = noLife): Life {
  return stirs.reduce<Life>(
    (life, stir, i) => liveOn(life, { at: i * everyMs, before: box, box, stir }),
    before,
  )
}
const many = (count: number, stir: number | undefined): (number | undefined)[] =>
  Array.from({ length: count }, () => stir)

interface Standing {
  readonly life: Life
  readonly seconds: number
  readonly score?: number
}
const isDead = ({ life, seconds, score = 0.8 }: Standing, stillMs = 60_000): boolean => {
  const at = seconds * 1000
  const still = { fromAt: 0, toAt: at, seenFrames: 2, longestGapMs: 1000 }
  return isLifeless({ life, still, score, seenAt: at }, stillMs)
}

describe('what is kept of a stand', () => {
  it('is bounded, whatever the pace, for as long as it stands', () => {
    for (const everyMs of [200, 1000, 4000, 10_000]) {
      const { spans } = livedBy(many(2000, dead), everyMs)
      expect(spans.length).toBeLessThanOrEqual(28)
      expect(spans.reduce((sum, { measured }) => sum + measured, 0)).toBeGreaterThanOrEqual(14)
    }
  })

  it('counts only looks that were measured', () => {
    expect(livedBy([lively, undefined, dead, undefined]).spans).toEqual([
      { fromAt: 0, measured: 2, lively: 1 },
    ])
  })

  it('tells how a box sways, in its own sizes', () => {
    const moved = { ...box, left: box.left + 0.01, right: box.right + 0.01 }
    const { sway } = liveOn(noLife, { at: 0, before: box, box: moved, stir: undefined })
    expect(sway).toBeCloseTo(0.1 * (0.02 / 0.1 / 4))
  })
})

describe('lifeless is', () => {
  it.each<[string, Standing, boolean]>([
    ['what never stirred', { life: livedBy(many(60, dead)), seconds: 60 }, true],
    [
      'not who stirs now and then',
      { life: livedBy([...many(52, dead), ...many(8, lively)]), seconds: 60 },
      false,
    ],
    [
      'what stirred in one look of a minute',
      { life: livedBy([...many(59, dead), lively]), seconds: 60 },
      true,
    ],
    [
      'who stirred last a minute and a half ago',
      { life: livedBy([...many(9, lively), ...many(90, dead)]), seconds: 98 },
      true,
    ],
    [
      'not who stirs as much, though a model is unsure',
      { life: livedBy([...many(45, dead), ...many(15, lively)]), seconds: 60, score: 0.4 },
      false,
    ],
    [
      'who stirs a little, where a model is unsure',
      { life: livedBy([...many(52, dead), ...many(8, lively)]), seconds: 60, score: 0.4 },
      true,
    ],
    ['what one look alone says nothing for', { life: livedBy([dead]), seconds: 4 }, true],
    ['not who came with it', { life: livedBy([lively, undefined]), seconds: 4 }, false],
    ['not what stopped a second ago', { life: livedBy(many(5, dead), 200), seconds: 1 }, false],
    [
      'not what a model is sure of and nobody measured',
      { life: livedBy(many(60, undefined)), seconds: 60 },
      false,
    ],
    [
      'what a model is unsure of, unmoved and unmeasured',
      { life: livedBy(many(60, undefined)), seconds: 60, score: 0.4 },
      true,
    ],
    [
      'not what a model is unsure of and whose box moves, unmeasured',
      { life: { ...noLife, sway: 0.03 }, seconds: 60, score: 0.4 },
      false,
    ],
    [
      'what was found so before nobody looked for an hour',
      { life: livedBy(many(60, dead)), seconds: 3600 },
      true,
    ],
  ])('%s', (_, standing, expected) => {
    expect(isDead(standing)).toBe(expected)
  })

  it('told by a shorter window where a rule is quick, and never by less than fifteen seconds', () => {
    const life = livedBy([...many(20, lively), ...many(20, dead)])
    expect([1000, 15_000, 60_000].map((stillMs) => isDead({ life, seconds: 39 }, stillMs))).toEqual([
      true,
      true,
      false,
    ])
  })
})
