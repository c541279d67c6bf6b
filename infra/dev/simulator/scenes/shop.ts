import { standAt, travel, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene, type SceneZone } from '../scene.ts'
import { ground, square } from './plaza.ts'
import { during, there } from './plaza-look-alikes.ts'

/** What lies beyond the door line of one shop. */
const strip: SceneZone = {
  id: 'shop-strip',
  name: { zh: '门线以外', en: 'Beyond the door line' },
  polygon: [
    { x: 0.3, y: 0.55 },
    { x: 0.75, y: 0.55 },
    { x: 0.8, y: 0.8 },
    { x: 0.25, y: 0.8 },
  ],
  bays: [],
}
const shop = { backdrop: square, zones: [strip], loopSeconds: 320 }

const inside: readonly Actor[] = [
  there('rack', ['table', 'table'], { spot: { across: 0.05, y: 0.5 } }),
  there('jar', ['bottle', 'bottle'], { spot: { across: 0.08, y: 0.501 }, rise: 0.06, size: 0.4 }),
]
const tableAt = (id: string, spot: Spot): Actor => there(id, ['table', 'table'], { spot })
const trolley: Actor = {
  id: 'trolley',
  class: 'cart',
  sprite: 'table',
  path: travel(ground, { across: -0.5, y: 0.68, at: 40 }, { across: 0.5, y: 0.66, at: 60 }),
  visible: { from: 40, to: 60 },
}
const passer: Actor = {
  id: 'passer',
  class: 'person',
  sprite: 'person-walking',
  look: { colour: '#39538a' },
  path: [
    ...travel(ground, { across: -0.5, y: 0.72, at: 90 }, { across: 0.1, y: 0.7, at: 100 }),
    standAt(ground, 118, { across: 0.1, y: 0.7 }),
    ...travel(ground, { across: 0.1, y: 0.7, at: 118.5 }, { across: 0.6, y: 0.72, at: 128 }),
  ],
  visible: { from: 90, to: 128 },
}

/** Goods that are put out before the shop for four minutes, beside those that stand inside. */
export const shopGoods: Scene = {
  id: 'shop-goods',
  name: { zh: '店外摆放', en: 'Goods before the shop' },
  ...shop,
  actors: [
    ...inside,
    trolley,
    passer,
    ...during(30, 280, [
      tableAt('goods', { across: -0.1, y: 0.7 }),
      {
        ...there('bowl', ['bowl', 'bowl'], { spot: { across: -0.08, y: 0.702 }, rise: 0.105, size: 0.4 }),
        as: 'goods',
      },
    ]),
  ],
  cameras: [{ id: 'shop-goods', name: { zh: '沿街商铺', en: 'Shops' }, view: wholeView }],
  violations: [{ kind: 'shop_front', actorId: 'goods', zoneId: strip.id, from: 30, to: 280 }],
}

/** Goods inside the door line, a trolley wheeled past, a delivery that is put away after a minute and a half. */
export const shopInside: Scene = {
  id: 'shop-inside',
  name: { zh: '店内经营', en: 'Goods inside the shop' },
  ...shop,
  actors: [...inside, trolley, passer, ...during(140, 230, [tableAt('delivery', { across: 0.02, y: 0.68 })])],
  cameras: [{ id: 'shop-inside', name: { zh: '沿街商铺西', en: 'Shops, west' }, view: wholeView }],
  violations: [],
}
