import { standAt, type Ground, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene, type SceneZone } from '../scene.ts'
import type { SpriteStyle, SpriteName } from '../sprites/sprites.ts'

const ground: Ground = { vanishX: 0.5, horizonY: 0.2, unitY: 0.78 }

const furrows = Array.from(
  { length: 17 },
  (_, i) =>
    `<path d="M${960 + (i - 8) * 90},330 L${960 + (i - 8) * 420},1080" stroke="#6b5836" stroke-width="7"/>`,
).join('')
const field = `<rect width="1920" height="340" fill="#c3d2da"/><path d="M0,330 V210 Q400,150 860,214 T1920,180 V330Z" fill="#7d9277"/><rect y="320" width="1920" height="760" fill="#8d7a52"/>${furrows}
<rect x="90" y="170" width="330" height="210" fill="#b9aa98"/><path d="M60,176 L255,84 L450,176Z" fill="#7c4b3b"/><rect x="220" y="270" width="70" height="110" fill="#53402f"/><rect x="130" y="220" width="60" height="56" fill="#54626b"/>`

const there = (id: string, [sprite, type]: [SpriteName, Actor['class']], spot: Spot): Actor => ({
  id,
  class: type,
  sprite,
  path: [standAt(ground, 0, spot)],
})
const farmer: SpriteStyle = { colour: '#e0661f', second: '#34424f' }

const noBurning: SceneZone = {
  id: 'yard-no-burning',
  name: { zh: '禁烧区', en: 'No open burning' },
  polygon: [
    { x: 0.02, y: 0.4 },
    { x: 0.98, y: 0.4 },
    { x: 0.98, y: 0.98 },
    { x: 0.02, y: 0.98 },
  ],
  bays: [],
}

/** What is red, bright or restless, and does not burn: a banner, a lit lamp, someone in orange. */
const lookAlikes = [
  there('banner', ['banner', 'scenery'], { across: -0.34, y: 0.66 }),
  there('lamp', ['lamp', 'scenery'], { across: 0.38, y: 0.7 }),
  { ...there('farmer', ['person-standing', 'person'], { across: 0.26, y: 0.64 }), look: farmer },
]

const shared = { backdrop: field, zones: [noBurning], loopSeconds: 240 }

/** A heap that burns for three minutes in a field, among things that only look so. */
export const yardFire: Scene = {
  id: 'yard-fire',
  name: { zh: '露天焚烧', en: 'Open burning' },
  ...shared,
  actors: [
    ...lookAlikes,
    { ...there('fire', ['fire', 'flame'], { across: 0.02, y: 0.84 }), visible: { from: 20, to: 200 } },
  ],
  cameras: [{ id: 'yard-fire', name: { zh: '田间东', en: 'Field, east' }, view: wholeView }],
  violations: [{ kind: 'open_burning', actorId: 'fire', zoneId: 'yard-no-burning', from: 20, to: 200 }],
}

/** The same field without the fire. */
export const yardQuiet: Scene = {
  id: 'yard-quiet',
  name: { zh: '田间红旗与灯', en: 'A banner and a lamp' },
  ...shared,
  actors: lookAlikes,
  cameras: [{ id: 'yard-quiet', name: { zh: '田间西', en: 'Field, west' }, view: wholeView }],
  violations: [],
}

/** A lamp that the model takes for a flame, all night. */
export const yardLamp: Scene = {
  ...yardQuiet,
  id: 'yard-lamp',
  name: { zh: '被误认为火的灯', en: 'A lamp taken for a fire' },
  actors: [...lookAlikes, there('taken-for-fire', ['lamp', 'flame'], { across: -0.1, y: 0.8 })],
}
