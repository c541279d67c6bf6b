import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { generator } from '../simulator/random.ts'

/** What a model reports where nothing is: now and then anywhere, and for a while again and again at one place. */
export interface FalseBoxes {
  /** Share of looks with a box somewhere that is not there in the next. */
  readonly straySharePerLook: number
  /** One place in each variation is taken for something for so long, seconds, at least and at most. */
  readonly lastingSeconds: readonly [number, number]
  /** In this share of the looks of that time. */
  readonly lastingSeenShare: number
  readonly leastScore: number
  readonly bestScore: number
}

export interface FalseSight {
  readonly model: FalseBoxes
  /** Taken for one of these. */
  readonly classes: readonly ObjectClass[]
  readonly filmMs: number
  readonly seed: number
}

/** From a fiftieth to a seventh of the picture's width, and as much again to three times as high. */
function anywhere(random: () => number): Box {
  const width = 0.02 + 0.12 * random()
  const height = Math.min(0.4, width * (1 + 2 * random()))
  const [left, top] = [(1 - width) * random(), (1 - height) * random()]
  return { left, top, right: left + width, bottom: top + height }
}

/** The false boxes of each look, asked in order of time (ms since the film's begin). The same arguments give the same. */
export function falseSight({ model, classes, filmMs, seed }: FalseSight): (ms: number) => Detection[] {
  const random = generator(seed * 7919)
  const anyOf = (): ObjectClass[] => classes.slice(Math.floor(random() * classes.length)).slice(0, 1)
  const score = (): number => model.leastScore + (model.bestScore - model.leastScore) * random()
  const [least, most] = model.lastingSeconds
  const lastingMs = 1000 * (least + (most - least) * random())
  const from = (filmMs - lastingMs) * random()
  const [place, taken] = [anywhere(random), anyOf()]
  return (ms) => {
    const isLasting = ms >= from && ms < from + lastingMs && random() < model.lastingSeenShare
    const isStray = random() < model.straySharePerLook
    return [
      ...(isLasting ? taken.map((type) => ({ class: type, score: score(), box: place })) : []),
      ...(isStray ? anyOf().map((type) => ({ class: type, score: score(), box: anywhere(random) })) : []),
    ]
  }
}
