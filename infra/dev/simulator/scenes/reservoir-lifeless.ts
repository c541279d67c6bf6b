import { standAt, travel, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene } from '../scene.ts'
import type { SpriteName, SpriteStyle } from '../sprites/sprites.ts'
import { bank, ground, noAngling } from './reservoir.ts'

interface Still {
  readonly spot: Spot
  readonly look?: SpriteStyle
  /** How surely a model takes it for a person, now and then: as measured on what is drawn (`docs/measurements.md`). */
  readonly score: number
  readonly share?: number
  readonly lives?: true
}

/** A thing that is no person, stands for good, and looks like one. */
export const lifeless = (
  id: string,
  sprite: SpriteName,
  { spot, look, score, share = 1, lives }: Still,
): Actor => ({
  id,
  class: 'scenery',
  sprite,
  ...(look && { look }),
  takenFor: { class: 'person', score, share, ...(lives && { lives }) },
  path: [standAt(ground, 0, spot)],
})

const walker = (id: string, at: number, colour: string): Actor => ({
  id,
  class: 'person',
  sprite: 'person-walking',
  look: { colour },
  path: travel(ground, { across: -0.6, y: 0.8, at }, { across: 0.6, y: 0.81, at: at + 28 }),
  visible: { from: at, to: at + 28 },
})

/** What a bank is full of: a statue, one on a bench, a poster, a post, cones, gear that was left. */
const things: readonly Actor[] = [
  lifeless('statue', 'statue', { spot: { across: -0.4, y: 0.75 }, score: 0.85 }),
  lifeless('seated-statue', 'seated-statue', { spot: { across: -0.26, y: 0.77 }, score: 0.84 }),
  lifeless('poster', 'poster', {
    spot: { across: 0.02, y: 0.74 },
    look: { colour: '#a33b3b', second: '#22262b' },
    score: 0.85,
  }),
  lifeless('post', 'post', { spot: { across: 0.16, y: 0.76 }, score: 0.42, share: 0.9 }),
  // The model passes these two over as they are drawn; as it took a real cone of `vtest`, so they are told here.
  lifeless('cone', 'cone', { spot: { across: 0.26, y: 0.78 }, score: 0.36, share: 0.6 }),
  lifeless('tripod', 'tripod', { spot: { across: 0.38, y: 0.75 }, score: 0.36, share: 0.6 }),
  {
    id: 'umbrella',
    class: 'umbrella',
    sprite: 'umbrella',
    path: [standAt(ground, 0, { across: 0.44, y: 0.74 })],
  },
]

/** Things that look like people, and two who walk past; nobody stays. */
export const reservoirLifeless: Scene = {
  id: 'reservoir-lifeless',
  name: { zh: '水边的雕像、海报与立柱', en: 'Statues, a poster and posts at the water' },
  loopSeconds: 260,
  backdrop: bank,
  actors: [...things, walker('walker-1', 40, '#39538a'), walker('walker-2', 150, '#a33b3b')],
  cameras: [
    { id: 'reservoir-lifeless', name: { zh: '水库雕塑岸', en: 'Reservoir, statues' }, view: wholeView },
  ],
  zones: [noAngling],
  violations: [],
}

const spot = { across: -0.1, y: 0.77 }
const way = { across: 0.6, y: 0.82 }
const look = { colour: '#50603a', second: '#3a3a44' }
const posture = (id: string, sprite: SpriteName, [from, to]: readonly [number, number]): Actor => ({
  id,
  as: 'angler',
  class: 'person',
  sprite,
  look,
  path: [standAt(ground, 0, spot)],
  visible: { from, to },
})
const rodAt = standAt(ground, 0, spot)

/** The same things, and one who comes, sits down between them with a rod, and stays. */
export const reservoirBeside: Scene = {
  id: 'reservoir-beside',
  name: { zh: '雕像旁的垂钓者', en: 'An angler beside statues' },
  loopSeconds: 320,
  backdrop: bank,
  actors: [
    ...things,
    {
      ...posture('coming', 'person-walking', [16, 30]),
      path: travel(ground, { ...way, at: 16 }, { ...spot, at: 30 }),
    },
    posture('sitting', 'person-fishing', [30, 286]),
    {
      ...posture('going', 'person-walking', [286, 300]),
      path: travel(ground, { ...spot, at: 286 }, { ...way, at: 300 }),
    },
    {
      id: 'rod',
      class: 'rod',
      sprite: 'rod',
      rise: 0.1,
      visible: { from: 34, to: 284 },
      path: [{ ...rodAt, x: rodAt.x + 0.015, y: rodAt.y + 0.001 }],
    },
  ],
  cameras: [
    { id: 'reservoir-beside', name: { zh: '水库雕塑岸东', en: 'Reservoir, statues, east' }, view: wholeView },
  ],
  zones: [noAngling],
  violations: [{ kind: 'angling', actorId: 'angler', zoneId: noAngling.id, from: 30, to: 286 }],
}
