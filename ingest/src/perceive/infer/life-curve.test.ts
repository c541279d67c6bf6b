import { describe, expect, it } from 'vitest'
import type { Detection, Frame } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { chance } from '../gate/test/drawn-street.ts'
import { createStirWatch } from './stir-watch.ts'
import { drawLook, drawnSize, type Drawn, type DrawnLook } from './test/drawn-people.ts'
import { atOurs, curveAt, curveTable, limits, type CurveFilm, type CurvePoint } from './test/life-curve.ts'

const boxAt = (x: number, widthPx: number, heightPx: number): Box => ({
  left: (x - widthPx / 2) / drawnSize.width,
  right: (x + widthPx / 2) / drawnSize.width,
  top: (150 - heightPx) / drawnSize.height,
  bottom: 150 / drawnSize.height,
})
const places = {
  post: boxAt(40, 24, 70),
  poster: boxAt(100, 24, 70),
  sitter: boxAt(170, 24, 60),
  far: boxAt(230, 12, 34),
}

/** As a model's boxes tremble, more where it is unsure. */
function seenAs(box: Box, score: number, next: () => number): Detection {
  const off = (side: number): number => (next() * 2 - 1) * side * (score < 0.5 ? 0.04 : 0.02)
  const [wide, high] = [box.right - box.left, box.bottom - box.top]
  const trembling = {
    left: box.left + off(wide),
    right: box.right + off(wide),
    top: box.top + off(high),
    bottom: box.bottom + off(high),
  }
  return { class: 'person', score, box: trembling }
}

interface Day {
  readonly everyMs: number
  readonly look: (turn: number) => DrawnLook
}

/** So often does one who sits still reach, turn his head or shift his weight; between, he breathes. */
const gestureMs = 12_000
const gesturePx = 4
const breathPx = 0.7

/** Two who sit still and two things that never lived. A pixel of the near one is two centimetres, of the far one three and a half. */
function film({ everyMs, look }: Day): CurveFilm {
  const [next, poses, watch] = [chance(11), chance(23), createStirWatch()]
  const anywhere = (px: number) => ({ x: px * (2 * poses() - 1), y: (px / 2) * (2 * poses() - 1) })
  let held = { x: 0, y: 0 }
  const looks = Array.from({ length: 60 }, (_, turn): Frame => {
    const at = turn * everyMs
    if (poses() < 1 - Math.exp(-everyMs / gestureMs)) held = anywhere(gesturePx)
    const breath = anywhere(breathPx)
    const pose = { x: held.x + breath.x, y: held.y + breath.y }
    const things: readonly Drawn[] = [
      { box: places.post, as: 'post' },
      { box: places.poster, as: 'person' },
      { box: places.sitter, as: 'person', pose },
      { box: places.far, as: 'person', pose: { x: pose.x / 1.75, y: pose.y / 1.75 } },
    ]
    const drawn = { seed: turn + 1, ...look(turn), things }
    const detections = [
      seenAs(places.post, 0.38, next),
      seenAs(places.poster, 0.85, next),
      seenAs(places.sitter, 0.8, next),
      seenAs(places.far, 0.55, next),
    ]
    return { at, detections: watch.see({ at, picture: drawLook(drawn), detections, shift: shiftOf(drawn) }) }
  })
  return { looks, lifelessAt: [places.post, places.poster] }
}

/** As well as the gate tells it. */
const shiftOf = ({ shift }: DrawnLook) =>
  shift
    ? { x: Math.round(shift.x * 4) / 4 / drawnSize.width, y: Math.round(shift.y * 4) / 4 / drawnSize.height }
    : null

const days: readonly (readonly [string, Day])[] = [
  ['drawn, by day', { everyMs: 1000, look: () => ({}) }],
  ['drawn, key frames of 4 s', { everyMs: 4000, look: (turn) => ({ isCoarse: turn % 2 === 0 }) }],
  ['drawn, at dusk', { everyMs: 1000, look: () => ({ gain: 0.4, noise: 4 }) }],
  ['drawn, under clouds', { everyMs: 1000, look: (turn) => ({ gain: 0.9 + 0.15 * Math.sin(turn / 4) }) }],
  ['drawn, rain', { everyMs: 1000, look: () => ({ streaks: 150 }) }],
  [
    'drawn, swaying mast',
    { everyMs: 1000, look: (turn) => ({ shift: { x: 2 * Math.sin(turn * 1.3), y: Math.sin(turn * 0.7) } }) },
  ],
]

const wrongOf = ({ posts, living }: CurvePoint) => ({
  alive: (posts.looks - posts.lifeless) / posts.looks,
  dead: living.lifeless / living.looks,
})

describe('the curve of life, drawn', () => {
  it.each(days)('%s: posts and posters are told from those who sit still', (name, day) => {
    const shown = film(day)
    const points = limits.map((limit) => curveAt(limit, shown))
    console.log(curveTable(name, points))
    const { alive, dead } = wrongOf(atOurs(points))
    expect(atOurs(points).posts.looks).toBeGreaterThan(60)
    expect(alive).toBe(0)
    expect(dead).toBeLessThan(0.1)
  })
})
