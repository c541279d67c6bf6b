import { standAt, travel } from '../perspective.ts'
import { wholeView, type Actor, type Keyframe, type Scene } from '../scene.ts'
import { bank, ground, noAngling } from './reservoir.ts'

/** On the lens: before everything, wherever it is in the picture. */
const onLens = (at: number, x: number, scale = 1): Keyframe => ({ at, x, y: 1.2, scale })
const riseTo = (y: number): number => 1.2 - y

const drop = (
  id: string,
  [x, y, scale]: readonly [number, number, number],
  [from, to]: readonly [number, number],
): Actor => ({
  id,
  class: 'scenery',
  sprite: 'drop',
  rise: riseTo(y),
  path: [onLens(from, x, scale), onLens(to - 2, x, scale)],
  visible: { from, to },
})

/** Where an insect crawls: a few steps, a rest, a few steps. */
const crawl = (from: number, places: readonly (readonly [number, number])[]): Keyframe[] =>
  places.flatMap(([x, seconds], i) => {
    const at = from + places.slice(0, i).reduce((sum, [, each]) => sum + each + 1, 0)
    return [onLens(at, x), onLens(at + seconds, x)]
  })

const shadowed = (id: string, at: number): readonly Actor[] => [
  {
    id,
    class: 'person',
    sprite: 'person-walking',
    look: { colour: '#4a4f57' },
    path: travel(ground, { across: -0.6, y: 0.8, at }, { across: 0.6, y: 0.8, at: at + 26 }),
    visible: { from: at, to: at + 26 },
  },
  {
    id: `${id}-shadow`,
    class: 'scenery',
    sprite: 'shadow',
    path: travel(ground, { across: -0.6, y: 0.799, at }, { across: 0.6, y: 0.799, at: at + 26 }),
    visible: { from: at, to: at + 26 },
  },
]

/** Rain and insects on the lens of a camera that watches somebody who angles. */
export const reservoirLens: Scene = {
  id: 'reservoir-lens',
  name: { zh: '镜头上的雨滴与昆虫', en: 'Drops and insects on the lens' },
  loopSeconds: 260,
  backdrop: bank,
  actors: [
    {
      id: 'angler',
      class: 'person',
      sprite: 'person-fishing',
      look: { colour: '#50603a', second: '#3a3a44' },
      path: [standAt(ground, 0, { across: -0.02, y: 0.76 })],
    },
    ...(
      [
        [0.18, 0.78, 0.7],
        [0.36, 0.5, 1],
        [0.72, 0.82, 1.2],
        [0.88, 0.66, 0.8],
      ] as const
    ).map((place, i) => drop(`drop-${i}`, place, [20 + 30 * i, 130 + 30 * i])),
    {
      id: 'insect',
      class: 'scenery',
      sprite: 'insect',
      rise: riseTo(0.8),
      path: crawl(30, [
        [0.1, 12],
        [0.22, 30],
        [0.3, 6],
        [0.62, 40],
        [0.8, 60],
        [0.9, 5],
      ]),
      visible: { from: 30, to: 200 },
    },
  ],
  cameras: [{ id: 'reservoir-lens', name: { zh: '水库雨天', en: 'Reservoir in the rain' }, view: wholeView }],
  zones: [noAngling],
  violations: [{ kind: 'angling', actorId: 'angler', zoneId: noAngling.id, from: 0, to: 260 }],
  weather: { light: 0.75, rain: 320, sway: 0 },
}

/** A low sun: whoever walks by throws a shadow over the bank, and so do a post and a statue that nobody sees. Nobody stays. */
export const reservoirDusk: Scene = {
  id: 'reservoir-dusk',
  name: { zh: '黄昏的长影', en: 'Long shadows at dusk' },
  loopSeconds: 220,
  backdrop: bank,
  actors: [
    ...shadowed('walker-1', 12),
    ...shadowed('walker-2', 70),
    ...shadowed('walker-3', 120),
    ...[-0.3, 0.2].map((across, i): Actor => ({
      id: `shadow-${i}`,
      class: 'scenery',
      sprite: 'shadow',
      path: [standAt(ground, 0, { across, y: 0.76 + i * 0.02 })],
    })),
  ],
  cameras: [{ id: 'reservoir-dusk', name: { zh: '水库黄昏', en: 'Reservoir at dusk' }, view: wholeView }],
  zones: [noAngling],
  violations: [],
  weather: { light: 0.55, rain: 0, sway: 0 },
}

/** Cars that come along the far shore by night and stand there with their lights on. Nobody stays. */
export const reservoirNight: Scene = {
  id: 'reservoir-night',
  name: { zh: '夜间的车灯', en: 'Headlights by night' },
  loopSeconds: 220,
  backdrop: bank,
  actors: [
    {
      id: 'lights-standing',
      class: 'scenery',
      sprite: 'headlights',
      path: [standAt(ground, 0, { across: -0.25, y: 0.74 })],
      visible: { from: 20, to: 215 },
    },
    {
      id: 'lights-passing',
      class: 'scenery',
      sprite: 'headlights',
      path: travel(ground, { across: 0.7, y: 0.72, at: 40 }, { across: -0.7, y: 0.8, at: 52 }),
      visible: { from: 40, to: 52 },
    },
    ...shadowed('walker', 100),
  ],
  cameras: [{ id: 'reservoir-night', name: { zh: '水库夜间', en: 'Reservoir by night' }, view: wholeView }],
  zones: [noAngling],
  violations: [],
  weather: { light: 0.28, rain: 0, sway: 0 },
}
