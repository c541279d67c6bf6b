import { wholeView, type Actor, type Keyframe, type Scene, type Violation } from '../scene.ts'
import { counter, room, stand, stations, white } from './kitchen.ts'

const floor = 0.99
const cook = (id: string, x: number): Actor => stand(id, [x, 0.95, 1.85], white)
const from = (actor: Actor, begin: number, end: number): Actor => ({
  ...actor,
  visible: { from: begin, to: end },
})
const onFloor = (
  id: string,
  [sprite, type]: readonly [Actor['sprite'], Actor['class']],
  x: number,
): Actor => ({
  id,
  class: type,
  sprite,
  path: [{ at: 0, x, y: floor, scale: 1 }],
})

interface Told {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly seconds: number
  readonly actors: readonly Actor[]
  readonly violations: readonly Omit<Violation, 'zoneId'>[]
}

const toScene = ({ id, zh, en, seconds, actors, violations }: Told): Scene => ({
  id,
  name: { zh, en },
  loopSeconds: seconds,
  backdrop: room,
  zones: [stations],
  actors: [...actors, counter],
  cameras: [{ id, name: { zh, en }, view: wholeView }],
  violations: violations.map((one) => ({ ...one, zoneId: stations.id })),
})

const phone = (id: string, x: number): Actor => ({
  id,
  class: 'phone',
  sprite: 'phone',
  path: [{ at: 0, x, y: 0.96, scale: 1.4 }],
  rise: 0.36,
})
const rat = (id: string, path: readonly Keyframe[]): Actor => ({
  id,
  class: 'rat',
  sprite: 'rat',
  path,
  visible: { from: path[0]?.at ?? 0, to: path.at(-1)?.at ?? 0 },
})
const scurry = (at: number, x: number): Keyframe => ({ at, x, y: floor, scale: 0.7 })

/** Things in a kitchen that are against a rule after a while, each with what is left alone. */
export const kitchenThings: readonly Scene[] = [
  {
    id: 'kitchen-phone',
    zh: '操作台使用手机',
    en: 'A telephone at the bench',
    seconds: 80,
    actors: [
      cook('cook-1', 0.2),
      cook('cook-2', 0.6),
      from(phone('call', 0.21), 10, 40),
      from(phone('glance', 0.61), 52, 57),
      phone('lies-there', 0.9),
    ],
    violations: [{ kind: 'kitchen_phone', actorId: 'call', from: 10, to: 40 }],
  },
  {
    id: 'kitchen-rat',
    zh: '鼠类活动',
    en: 'A rat',
    seconds: 60,
    actors: [
      rat('rat', [
        scurry(20, 0.95),
        scurry(22, 0.8),
        scurry(23, 0.8),
        scurry(25, 0.6),
        scurry(27, 0.6),
        scurry(30, 0.4),
        scurry(31, 0.4),
        scurry(34, 0.1),
      ]),
      {
        ...rat('stain', [scurry(0, 0.3)]),
        path: [{ at: 0, x: 0.36, y: 0.6, scale: 0.6 }],
        visible: { from: 0, to: 60 },
      },
    ],
    violations: [{ kind: 'kitchen_rodent', actorId: 'rat', from: 20, to: 34 }],
  },
  {
    id: 'kitchen-bin',
    zh: '垃圾桶未盖',
    en: 'An open bin',
    seconds: 330,
    actors: [
      stand('cook-1', [0.2, 0.985, 1.85], white),
      from(onFloor('bin', ['open-bin', 'bin_open'], 0.85), 20, 260),
      onFloor('bin-in-use', ['open-bin', 'bin_open'], 0.24),
      from(onFloor('bin-shortly', ['open-bin', 'bin_open'], 0.55), 100, 160),
    ],
    violations: [{ kind: 'kitchen_bin_open', actorId: 'bin', from: 20, to: 260 }],
  },
  {
    id: 'kitchen-floor',
    zh: '食材落地',
    en: 'Food on the floor',
    seconds: 330,
    actors: [
      cook('cook-1', 0.3),
      from(onFloor('sacks', ['sacks', 'food_on_floor'], 0.75), 20, 260),
      from(onFloor('delivery', ['sacks', 'food_on_floor'], 0.5), 60, 130),
    ],
    violations: [{ kind: 'kitchen_food_on_floor', actorId: 'sacks', from: 20, to: 260 }],
  },
  {
    id: 'kitchen-fire',
    zh: '动火离人',
    en: 'A fire left alone',
    seconds: 720,
    actors: [
      { ...onFloor('flame', ['burner', 'flame'], 0.6), rise: 0.24 },
      from(cook('cook-before', 0.5), 0, 60),
      from(cook('cook-between', 0.5), 540, 600),
    ],
    violations: [{ kind: 'kitchen_fire_unattended', actorId: 'flame', from: 60, to: 540 }],
  },
  {
    id: 'kitchen-fire-minded',
    zh: '有人看火',
    en: 'A fire that is minded',
    seconds: 400,
    actors: [
      { ...onFloor('flame', ['burner', 'flame'], 0.6), rise: 0.24 },
      from(cook('cook-before', 0.5), 0, 120),
      from(cook('cook-between', 0.5), 230, 250),
      from(cook('cook-after', 0.5), 370, 400),
    ],
    violations: [],
  },
  {
    id: 'kitchen-closed',
    zh: '非营业时段',
    en: 'Out of hours',
    seconds: 200,
    actors: [
      from(cook('intruder', 0.3), 20, 70),
      from(cook('porter', 0.7), 95, 100),
      from(cook('first-cook', 0.4), 150, 190),
    ],
    violations: [{ kind: 'kitchen_after_hours', actorId: 'intruder', from: 20, to: 70 }],
  },
].map((told) => toScene(told as Told))
