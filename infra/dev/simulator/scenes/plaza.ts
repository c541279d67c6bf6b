import { standAt, travel, type Ground, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene, type SceneZone } from '../scene.ts'
import type { SpriteStyle, SpriteName } from '../sprites/sprites.ts'

export const ground: Ground = { vanishX: 0.5, horizonY: 0.12, unitY: 0.72 }

const thing = (id: string, [sprite, type]: [SpriteName, Actor['class']], spot: Spot): Actor => ({
  id,
  class: type,
  sprite,
  path: [standAt(ground, 0, spot)],
})

function stroller(
  id: string,
  [from, to]: [Spot & { at: number }, Spot & { at: number }],
  look: SpriteStyle,
): Actor {
  const visible = { from: from.at, to: to.at }
  return { id, class: 'person', sprite: 'person-walking', look, path: travel(ground, from, to), visible }
}

const at = -0.1
const crates = standAt(ground, 0, { across: at, y: 0.73 })

/** On the table behind its front edge: as large as a model tells for sure, and two of them within reach of the keeper. */
const bottles = [-0.025, 0.02, 0.065].map((along, i): Actor => {
  const { x } = standAt(ground, 0, { across: at + along, y: 0.77 })
  const path = [{ at: 0, x, y: 0.772, scale: 0.75 }]
  return { id: `stall-bottle-${i + 1}`, class: 'bottle', sprite: 'bottle', path, rise: 0.12 }
})

const tiles = Array.from({ length: 16 }, (_, i) => {
  const y = 324 + 60 * i + i * i * 2
  return `<line x1="0" y1="${y}" x2="1920" y2="${y}" stroke="#000" stroke-opacity=".12" stroke-width="2"/>`
}).join('')
const seams = Array.from(
  { length: 25 },
  (_, i) =>
    `<line x1="${960 + (i - 12) * 60}" y1="300" x2="${960 + (i - 12) * 420}" y2="1080" stroke="#000" stroke-opacity=".1" stroke-width="2"/>`,
).join('')
const trees = [90, 470, 1380, 1760]
  .map(
    (x) =>
      `<rect x="${x - 12}" y="180" width="24" height="140" fill="#5c4630"/><ellipse cx="${x}" cy="130" rx="110" ry="100" fill="#4d7345"/><ellipse cx="${x - 30}" cy="100" rx="60" ry="50" fill="#66905a"/>`,
  )
  .join('')

/** The empty square. */
export const square = `<rect width="1920" height="320" fill="#c4d6e2"/><rect x="560" y="30" width="800" height="280" fill="#b8ada0"/><rect x="560" y="70" width="800" height="44" fill="#8c2f2a"/>
<text x="960" y="104" font-family="Noto Sans SC" font-weight="700" font-size="34" text-anchor="middle" fill="#f6e9c9">人民广场</text>
${Array.from({ length: 9 }, (_, i) => `<rect x="${590 + i * 86}" y="140" width="52" height="150" fill="#4f6270"/>`).join('')}${trees}
<rect y="305" width="1920" height="775" fill="#b5afa4"/>${tiles}${seams}`

export const noVending: SceneZone = {
  id: 'plaza-no-vending',
  name: { zh: '广场禁摆区', en: 'Plaza, no stalls' },
  polygon: [
    { x: 0.12, y: 0.45 },
    { x: 0.8, y: 0.45 },
    { x: 0.95, y: 0.98 },
    { x: 0.05, y: 0.98 },
  ],
  bays: [],
}

/** A square with a stall of fruit and drinks that stays, its keeper beside it, and people who only cross. */
export const plaza: Scene = {
  id: 'plaza',
  name: { zh: '广场占道经营', en: 'Street vending on the plaza' },
  loopSeconds: 60,
  backdrop: square,
  actors: [
    thing('stall-umbrella', ['umbrella', 'umbrella'], { across: at + 0.03, y: 0.66 }),
    {
      ...thing('vendor', ['person-standing', 'person'], { across: at + 0.145, y: 0.745 }),
      look: { colour: '#7a4a86', second: '#3b3b40' },
    },
    thing('stall-table', ['table', 'table'], { across: at, y: 0.77 }),
    { id: 'stall-goods', class: 'goods', sprite: 'crates', path: [{ ...crates, y: 0.771 }], rise: 0.1 },
    ...bottles,
    stroller(
      'stroller-1',
      [
        { across: 0.5, y: 0.62, at: 8 },
        { across: 0.05, y: 0.9, at: 18 },
      ],
      { colour: '#a33b3b' },
    ),
    stroller(
      'stroller-2',
      [
        { across: -0.5, y: 0.8, at: 34 },
        { across: -0.35, y: 0.34, at: 46 },
      ],
      { colour: '#39538a' },
    ),
  ],
  cameras: [{ id: 'plaza-north', name: { zh: '人民广场北侧', en: 'Renmin Square, north' }, view: wholeView }],
  zones: [noVending],
  violations: [{ kind: 'street_vending', actorId: 'vendor', zoneId: 'plaza-no-vending', from: 0, to: 60 }],
}
