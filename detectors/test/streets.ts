import type { ObjectClass } from '../detection.ts'
import type { Box } from '../geometry/point.ts'
import { toAppearance, type Appearance } from '../tracking/appearance.ts'
import { noise } from './drawn-scene.ts'
import { every, filmStreet, type Actor, type TrueFrame } from './street-scene.ts'

type Way = (seconds: number) => { readonly x: number; readonly y: number } | null

const sizes: Partial<Record<ObjectClass, readonly [number, number]>> = {
  car: [0.1, 0.08],
  bus: [0.28, 0.17],
  person: [0.03, 0.1],
}

/** A thing whose foot is at the way's points. */
function actor(id: number, kind: 'car' | 'bus' | 'person', way: Way): Actor {
  const [width, height] = sizes[kind] ?? [0.1, 0.1]
  const at = (s: number): Box | null => {
    const foot = way(s)
    return (
      foot && { left: foot.x - width / 2, top: foot.y - height, right: foot.x + width / 2, bottom: foot.y }
    )
  }
  return { id, class: kind, at }
}

/** Across the picture in `speed` of its widths a second; negative: from right to left. */
const across =
  (y: number, from: number, speed: number): Way =>
  (s) => {
    const x = (speed > 0 ? -0.15 : 1.15) + (s - from) * speed
    return s >= from && x > -0.2 && x < 1.2 ? { x, y } : null
  }

/** Stands at (x, y); pulls out at `leaves` as cars do, with 1.5 m/s² at 4.5 m a car length, up to 0.3 a second. */
const parked =
  (x: number, y: number, leaves = Infinity): Way =>
  (s) => {
    const t = Math.max(0, s - leaves)
    const [speedUp, top] = [0.033, 0.3]
    const t1 = Math.min(t, top / speedUp)
    const gone = (speedUp * t1 * t1) / 2 + top * (t - t1)
    return x + gone < 1.2 ? { x: x + gone, y: y + Math.min(0.08, gone / 2) } : null
  }

/** To and fro between two points, turning on the spot. */
const toAndFro =
  (y: number, [a, b]: readonly [number, number], period: number): Way =>
  (s) => {
    const phase = (s / period) % 2
    return { x: a + (b - a) * (phase < 1 ? phase : 2 - phase), y }
  }

/** Walks to the middle of the picture to meet somebody there, and on, or back where it came from. */
function meeting({ meetsAt, isFromLeft }: { meetsAt: number; isFromLeft: boolean }, turns: boolean): Way {
  const side = isFromLeft ? -1 : 1
  return (s) => {
    const away = (s - meetsAt) * 0.13
    const x = 0.5 + (turns ? side * Math.abs(away) : -side * away)
    return Math.abs(away) < 0.35 ? { x, y: isFromLeft ? 0.74 : 0.745 } : null
  }
}

/** Looks of which two of one person are alike by about .95, and two of others by about .65, as the model's publisher has it. */
function looksOf(seed: number): (id: number) => Appearance | null {
  const next = noise(seed + 7)
  const draw = (): readonly number[] => Array.from({ length: 64 }, () => next() + next() + next() - 1.5)
  const common = draw()
  const own = Array.from({ length: 20 }, draw)
  return (id) => {
    const trembles = draw()
    return toAppearance(
      common.map((part, i) => part * 1.36 + (own[id]?.[i] ?? 0) + (trembles[i] ?? 0) * 0.39),
    )
  }
}

/** Cars one after another in a lane, seeded. */
function lane(
  ids: number,
  next: () => number,
  way: { y: number; speed: number; until: number; gap: number },
) {
  const cars: Actor[] = []
  const speed = way.speed * (0.85 + next() * 0.3)
  for (let s = next() * way.gap; s < way.until; s += 0.16 / Math.abs(speed) + way.gap * next())
    cars.push(actor(ids + cars.length, 'car', across(way.y, s, speed)))
  return cars
}

const row = [0.25, 0.37, 0.49, 0.72].map((x, i) => actor(i + 1, 'car', parked(x, 0.7)))
const at5 = every(200, 0, 60)

/** Seeded films with their truth: what a tracker is measured on. */
export const streets: Readonly<Record<string, (seed: number) => readonly TrueFrame[]>> = {
  'two lanes of traffic': (seed) => {
    const next = noise(seed)
    const near = lane(1, next, { y: 0.8, speed: 0.2, until: 60, gap: 4 })
    const far = lane(101, next, { y: 0.74, speed: -0.25, until: 60, gap: 4 })
    return filmStreet([...near, ...far], at5, { seed })
  },
  'fast traffic': (seed) =>
    filmStreet(lane(1, noise(seed), { y: 0.8, speed: 0.45, until: 60, gap: 3 }), at5, { seed }),
  'traffic past a row of parked cars': (seed) => {
    const next = noise(seed)
    const near = lane(101, next, { y: 0.76, speed: 0.25, until: 60, gap: 3 })
    return filmStreet([...row, ...near], at5, { seed })
  },
  'a bus stops in front of parked cars for 20 s': (seed) => {
    const bus = actor(9, 'bus', (s) => {
      const x = s < 20 ? 0.4 - (20 - s) * 0.12 : s < 40 ? 0.4 : 0.4 + (s - 40) * 0.12
      return x > -0.2 && x < 1.2 ? { x, y: 0.78 } : null
    })
    return filmStreet([...row, bus], at5, { seed })
  },
  'parked cars in rain': (seed) => {
    const next = noise(seed)
    const near = lane(101, next, { y: 0.78, speed: 0.2, until: 60, gap: 8 })
    return filmStreet([...row, ...near], at5, { seed, jitter: 0.06, missing: 0.4, ghosts: 0.5, score: 0.45 })
  },
  'parked cars at key frames, one leaves': (seed) => {
    const leaves = 40 + ((seed * 37) % 20) / 10
    const cars = row.map((car, i) => (i === 2 ? actor(3, 'car', parked(0.49, 0.7, leaves)) : car))
    return filmStreet(cars, [...every(2000, 0, 42), ...every(200, 42.2, 60)], { seed })
  },
  'traffic past parked cars, looked at now and then': (seed) => {
    const near = lane(101, noise(seed), { y: 0.74, speed: 0.2, until: 60, gap: 5 })
    const looks = [0, 16, 32, 48].flatMap((s) => [...every(2000, s, s + 10), ...every(200, s + 10.2, s + 14)])
    return filmStreet([...row, ...near], looks, { seed })
  },
  'walkers who pass each other': (seed) => {
    const next = noise(seed)
    const people = Array.from({ length: 8 }, (_, i) =>
      actor(i + 1, 'person', across(0.6 + i * 0.03, next() * 30, (i % 2 ? 1 : -1) * (0.04 + next() * 0.05))),
    )
    return filmStreet(people, at5, { seed })
  },
  'people to and fro, turning behind each other': (seed) => {
    const next = noise(seed)
    const people = Array.from({ length: 5 }, (_, i) => {
      const a = next() * 0.4
      return actor(i + 1, 'person', toAndFro(0.6 + i * 0.025, [a, a + 0.3 + next() * 0.2], 4 + next() * 6))
    })
    return filmStreet(people, at5, { seed })
  },
  'people who meet behind a lorry, and pass or turn back': (seed) => {
    const next = noise(seed)
    const lorry = actor(99, 'bus', () => ({ x: 0.5, y: 0.8 }))
    const people = Array.from({ length: 12 }, (_, i) =>
      actor(
        i + 1,
        'person',
        meeting({ meetsAt: 5 + 5 * Math.floor(i / 2), isFromLeft: i % 2 === 0 }, next() < 0.5),
      ),
    )
    return filmStreet([lorry, ...people], every(200, 0, 36), { seed, ghosts: 0, looks: looksOf(seed) })
  },
  'a camera that shakes': (seed) => {
    const next = noise(seed)
    const near = lane(101, next, { y: 0.8, speed: 0.2, until: 60, gap: 5 })
    const walker = actor(99, 'person', across(0.68, 0, 0.05))
    const shake = (s: number) => ({
      x: 0.02 * Math.sin(s * 7.3 + seed) * (s % 15 < 6 ? 1 : 0),
      y: 0.025 * Math.sin(s * 9.1 + seed) * (s % 15 < 6 ? 1 : 0),
    })
    return filmStreet([...row, ...near, walker], at5, { seed, shake })
  },
}
