import { describe, expect, it } from 'vitest'
import {
  learnEdges,
  matchEdges,
  toEdges,
  toKept,
  type EdgeBackground,
  type KeptEdges,
} from '@sightline/infra/platform/pixels/edges'
import {
  type HealthState,
  interruptHealth,
  rememberedHealth,
  stepPictureHealth,
  toKeptViews,
  unknownHealth,
} from './health.ts'
import { dayParts, isSameView, keepPresent, type KeptView, type KeptViews } from './health-view.ts'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { drawView } from './test/drawn-luma.ts'
import { chance, drawStreet } from './test/drawn-street.ts'

const hourMs = 3_600_000

function learn(draw: (seed: number) => Luma, looks = 25): EdgeBackground {
  let background: EdgeBackground | null = null
  for (let i = 0; i < looks; i++) {
    const luma = draw(i)
    background = learnEdges(background, toEdges(luma), luma.width)
  }
  return background!
}
const kept = (draw: (seed: number) => Luma): KeptEdges => toKept(learn(draw))!

const day = (seed: number): Luma => drawStreet({ seed })
const turned = (seed: number): Luma => drawStreet({ seed, x: 12 })
/** Two windows are lit; all else is dark. */
const night = (seed: number): Luma => {
  const { data, ...size } = drawStreet({ seed, gain: 0.05 })
  for (let at = 0; at < data.length; at++) if (isLit(at, size.width)) data[at] = 200
  return { data, ...size }
}
const isLit = (at: number, width: number): boolean => Math.floor(at / width) < 12 && at % width < 70
/** Another lamp is lit of the same night. */
const otherNight = (seed: number): Luma => {
  const { data, ...size } = drawStreet({ seed, gain: 0.05 })
  for (let at = data.length - 900; at < data.length; at++) data[at] = 190
  return { data, ...size }
}
const small = (seed: number): Luma => {
  const next = chance(seed)
  return { data: Uint8Array.from({ length: 40 * 30 }, () => next() * 255), width: 40, height: 30 }
}

const views = (...drawn: ((seed: number) => Luma)[]): KeptView[] =>
  drawn.map((draw, part) => ({ part, edges: kept(draw) }))
const known = (...drawn: ((seed: number) => Luma)[]): KeptViews => ({
  views: views(...drawn),
  isMoved: false,
})
const moved: KeptViews = { ...known(day), isMoved: true }

function watch(from: HealthState, draw: (seed: number) => Luma, seconds: number): HealthState {
  let state = from
  for (let at = 0; at <= seconds; at += 2) state = stepPictureHealth(state, draw(at + 100), at * 1000)
  return state
}

describe('after a restart', () => {
  it.each<[string, KeptViews, (seed: number) => Luma, number, HealthState['standing'], string[]]>([
    ['the same view: known from the first picture on', known(day), day, 0, 'same', []],
    ['half the light', known(day), (seed) => drawStreet({ seed, gain: 0.5 }), 0, 'same', []],
    ['turned: not known', known(day), turned, 0, 'unsure', []],
    ['turned, for long: said, and still not known', known(day), turned, 60, 'unsure', ['moved']],
    ['night, known by day and by night', known(day, night), night, 0, 'plain', []],
    ['day, known by day and by night', known(night, day), day, 0, 'same', []],
    ['night, known by day alone', known(day), night, 0, 'unsure', []],
    ['turned, known by day and by night', known(day, night), turned, 60, 'unsure', ['moved']],
    ['said before: said again at once', moved, turned, 0, 'unsure', ['moved']],
    ['said before, and the night falls', moved, night, 60, 'unsure', ['moved']],
    ['said before, and turned back', moved, day, 0, 'same', []],
    ['said before, and of another size since', moved, small, 60, 'unsure', ['moved']],
    ['known by nights in which nothing shows: begun anew', known(night), day, 0, 'same', []],
    ['known by a picture of another size: begun anew', known(small), day, 0, 'same', []],
  ])('%s', (...[, from, draw, seconds, standing, faults]) => {
    const state = watch(rememberedHealth(from), draw, seconds)
    expect([state.standing, state.faults.filter((one) => one === 'moved')]).toEqual([standing, faults])
  })

  it('what was said is taken back by the view itself alone, whatever was seen in between', () => {
    const state = watch(watch(rememberedHealth(moved), small, 60), day, 0)
    expect([state.standing, state.faults]).toEqual(['same', []])
  })

  it('nothing is learnt of a view that is not known', () => {
    const state = watch(rememberedHealth(known(day)), turned, 200)
    expect(toKeptViews(state, 200_000)).toEqual({ ...known(day), isMoved: true })
  })

  it('in a plain night nothing is learnt either: the morning is compared with mornings', () => {
    const state = watch(rememberedHealth(known(day, night)), night, 200)
    expect(state.background).toBeNull()
    expect(stepPictureHealth(state, turned(1), 300_000).standing).toBe('unsure')
    expect(stepPictureHealth(state, day(1), 300_000).standing).toBe('same')
  })

  it('goes on learning where it was', () => {
    const state = watch(rememberedHealth(known(day)), day, 20)
    expect(state.background?.looks).toBeGreaterThan(20)
  })
})

describe('after a break of the stream', () => {
  it.each<[string, HealthState, (seed: number) => Luma, HealthState['standing']]>([
    ['the same view', watch(unknownHealth, day, 60), day, 'same'],
    ['turned', watch(unknownHealth, day, 60), turned, 'unsure'],
    ['turned before anything was learnt: accepted', watch(unknownHealth, day, 20), turned, 'same'],
    ['a night in which nothing shows', watch(unknownHealth, night, 60), otherNight, 'same'],
    [
      'the same where the days are known',
      { ...watch(unknownHealth, night, 60), views: views(day, night) },
      ...([otherNight, 'same'] as const),
    ],
    ['another size: begun anew', watch(unknownHealth, day, 60), small, 'same'],
  ])('%s', (...[, before, draw, standing]) => {
    expect(stepPictureHealth(interruptHealth(before), draw(5), 90_000).standing).toBe(standing)
  })
})

describe('what is kept', () => {
  const learnt = learn(day)
  it('is nothing before the view is learnt', () => {
    expect(toKeptViews(watch(unknownHealth, day, 20), 0)).toBeNull()
  })
  it('is one view for each three hours, the newest', () => {
    let all: readonly KeptView[] = []
    for (let hour = 0; hour < 72; hour++) all = keepPresent(all, learnt, hour * hourMs)
    expect(all.map(({ part }) => part)).toEqual(Array.from({ length: dayParts }, (_, part) => part))
  })
  it('is of one size', () => {
    const before = keepPresent([], learn(small), 0)
    expect(keepPresent(before, learnt, 9 * hourMs).map(({ part }) => part)).toEqual([3])
  })
  it('is not taken of an hour in which the camera is covered', () => {
    const before = watch(rememberedHealth(known(day)), day, 2)
    const covered = stepPictureHealth(before, { ...day(1), data: new Uint8Array(160 * 90).fill(90) }, 4000)
    expect(toKeptViews(covered, 9 * hourMs)?.views).toHaveLength(1)
    expect(toKeptViews(before, 9 * hourMs)?.views).toHaveLength(2)
  })
})

describe('a street as full of edges as a tree', () => {
  const grain = (shift: number) => (seed: number) => {
    const next = chance(11)
    const blocks = Uint8Array.from({ length: 120 * 60 }, () => next() * 255)
    const { data, ...size } = drawView({ noise: seed })
    const at = (x: number, y: number): number => blocks[(y >> 2) * 120 + ((x + shift) >> 2)] ?? 0
    return {
      data: data.map((value, i) => at(i % size.width, Math.floor(i / size.width)) + (value & 3)),
      ...size,
    }
  }
  it.each([
    ['as it was', 0, true],
    ['a pixel aside', 1, true],
    ['turned by 8 px', 8, false],
    ['turned by 30 px', 30, false],
  ])('%s', (...[, shift, isSame]) => {
    const match = matchEdges(learn(grain(0)), toEdges(grain(shift)(99)))!
    expect(isSameView(match)).toBe(isSame)
  })
})
