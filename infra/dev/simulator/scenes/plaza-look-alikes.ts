import { standAt, travel, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene } from '../scene.ts'
import type { SpriteStyle, SpriteName } from '../sprites/sprites.ts'
import { ground, noVending, square } from './plaza.ts'

type Kind = readonly [SpriteName, Actor['class']]

/** Stands there for good; `size` for what is drawn larger than life in a kitchen. */
export const there = (
  id: string,
  [sprite, type]: Kind,
  { spot, rise = 0, size = 1 }: { spot: Spot; rise?: number; size?: number },
): Actor => {
  const standing = standAt(ground, 0, spot)
  return { id, class: type, sprite, rise, path: [{ ...standing, scale: standing.scale * size }] }
}
export const during = (from: number, to: number, actors: readonly Actor[]): Actor[] =>
  actors.map((actor) => ({ ...actor, visible: { from, to } }))

const person = (id: string, spot: Spot, look: SpriteStyle): Actor => ({
  ...there(id, ['person-standing', 'person'], { spot }),
  look,
})

const stall = { across: 0.12, y: 0.74 }
const beside = (across: number, y: number): Spot => ({ across: stall.across + across, y: stall.y + y })

/** A stall that is put up, stays for six minutes and a half, and is taken down. */
export const plazaStall: Scene = {
  id: 'plaza-stall',
  name: { zh: '广场摆摊', en: 'A stall on the plaza' },
  loopSeconds: 440,
  backdrop: square,
  actors: [
    ...during(20, 410, [
      there('umbrella', ['umbrella', 'umbrella'], { spot: beside(0.03, -0.08) }),
      there('table', ['table', 'table'], { spot: stall }),
      there('goods', ['crates', 'goods'], { spot: beside(-0.04, 0.001), rise: 0.1 }),
      there('bowl', ['bowl', 'bowl'], { spot: beside(0.05, 0.002), rise: 0.115, size: 0.4 }),
      there('bottle', ['bottle', 'bottle'], { spot: beside(0.075, 0.003), rise: 0.115, size: 0.4 }),
      person('vendor', beside(0.16, 0.005), { colour: '#7a4a86', second: '#3b3b40' }),
    ]),
    {
      id: 'buyer',
      class: 'person',
      sprite: 'person-walking',
      look: { colour: '#39538a' },
      path: [
        ...travel(ground, { across: -0.5, y: 0.86, at: 120 }, { across: -0.06, y: 0.86, at: 132 }),
        standAt(ground, 150, { across: -0.06, y: 0.86 }),
        ...travel(ground, { across: -0.06, y: 0.86, at: 150.5 }, { across: -0.6, y: 0.9, at: 164 }),
      ],
      visible: { from: 120, to: 164 },
    },
  ],
  cameras: [{ id: 'plaza-stall', name: { zh: '广场东侧', en: 'Plaza, east' }, view: wholeView }],
  zones: [noVending],
  violations: [{ kind: 'street_vending', actorId: 'vendor', zoneId: 'plaza-no-vending', from: 20, to: 410 }],
}

const clothes = ['#a33b3b', '#39538a', '#3d6b46', '#8a6a2f', '#4a4f57']
/** Outside the zone, at the far side of the square. */
const picnic = (across: number, y: number): Spot => ({ across: -0.3 + across, y: 0.43 + y })

/** Five who queue for six minutes and sell nothing; a picnic outside the zone. */
export const plazaQuiet: Scene = {
  id: 'plaza-quiet',
  name: { zh: '广场排队与野餐', en: 'A queue and a picnic' },
  loopSeconds: 440,
  backdrop: square,
  actors: [
    ...during(
      30,
      400,
      clothes.map((colour, i) =>
        person(`queue-${i}`, { across: 0.02 + i * 0.085, y: 0.62 + i * 0.012 }, { colour }),
      ),
    ),
    there('blanket', ['blanket', 'scenery'], { spot: picnic(0, 0) }),
    there('picnic-bottle', ['bottle', 'bottle'], { spot: picnic(0.02, 0.001), rise: 0.01, size: 0.4 }),
    there('picnic-bowl', ['bowl', 'bowl'], { spot: picnic(-0.03, 0.001), rise: 0.01, size: 0.4 }),
    there('picnic-1', ['person-sitting', 'person'], { spot: picnic(-0.08, -0.012) }),
    there('picnic-2', ['person-sitting', 'person'], { spot: picnic(0.07, -0.01) }),
  ],
  cameras: [{ id: 'plaza-quiet', name: { zh: '广场西侧', en: 'Plaza, west' }, view: wholeView }],
  zones: [noVending],
  violations: [],
}

/** A barrow wheeled across, two who rest with their bags, a stall that is gone again within four minutes. */
export const plazaPassing: Scene = {
  id: 'plaza-passing',
  name: { zh: '广场过客', en: 'Passing through the plaza' },
  loopSeconds: 400,
  backdrop: square,
  actors: [
    {
      id: 'barrow',
      class: 'cart',
      sprite: 'table',
      path: travel(ground, { across: -0.5, y: 0.82, at: 20 }, { across: 0.5, y: 0.86, at: 42 }),
      visible: { from: 20, to: 42 },
    },
    ...during(30, 390, [
      there('rests-1', ['person-sitting', 'person'], { spot: { across: -0.22, y: 0.64 } }),
      there('rests-2', ['person-sitting', 'person'], { spot: { across: -0.14, y: 0.645 } }),
      there('bag-1', ['bowl', 'handbag'], { spot: { across: -0.18, y: 0.65 }, size: 0.5 }),
      there('bag-2', ['bowl', 'backpack'], { spot: { across: -0.26, y: 0.645 }, size: 0.5 }),
    ]),
    ...during(60, 240, [
      there('table', ['table', 'table'], { spot: stall }),
      there('bowl', ['bowl', 'bowl'], { spot: beside(0.05, 0.002), rise: 0.115, size: 0.4 }),
      there('bottle', ['bottle', 'bottle'], { spot: beside(0.075, 0.003), rise: 0.115, size: 0.4 }),
      person('vendor', beside(0.16, 0.005), { colour: '#7a4a86' }),
    ]),
  ],
  cameras: [{ id: 'plaza-passing', name: { zh: '广场南侧', en: 'Plaza, south' }, view: wholeView }],
  zones: [noVending],
  violations: [],
}
