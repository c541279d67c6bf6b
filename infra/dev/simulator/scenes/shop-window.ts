import { standAt, travel } from '../perspective.ts'
import { wholeView, type Actor, type Scene, type SceneZone } from '../scene.ts'
import { lifeless } from './reservoir-lifeless.ts'
import { ground } from './reservoir.ts'

/** A pane as wide as the picture, a dark shop behind it, the pavement before it. */
const front = `<rect width="1920" height="1080" fill="#a7a196"/><rect width="1920" height="150" fill="#7d2a26"/><text x="960" y="104" font-family="Noto Sans SC" font-weight="700" font-size="64" text-anchor="middle" fill="#f6e9c9">时装</text><rect y="150" width="1920" height="640" fill="#2e353b"/><rect x="40" y="180" width="900" height="580" fill="#4b555d"/><rect x="980" y="180" width="900" height="580" fill="#4b555d"/><path d="M60,190 L420,190 L180,750 L60,750 Z" fill="#fff" opacity=".08"/><path d="M1010,190 L1300,190 L1120,750 L1010,750 Z" fill="#fff" opacity=".08"/><rect y="760" width="1920" height="40" fill="#5b5f63"/>${Array.from({ length: 9 }, (_, i) => `<path d="M${i * 240},800 L${i * 300 - 240},1080" stroke="#000" stroke-opacity=".12" stroke-width="3"/>`).join('')}`

/** Before the pane, and the floor behind it. */
const pavement: SceneZone = {
  id: 'shop-window',
  name: { zh: '橱窗前', en: 'Before the window' },
  polygon: [
    { x: 0.02, y: 0.6 },
    { x: 0.98, y: 0.6 },
    { x: 0.98, y: 0.97 },
    { x: 0.02, y: 0.97 },
  ],
  bays: [],
}

/** Somebody who walks past, and as far behind the pane as he is before it, what the pane shows of him. */
function passing(id: string, at: number, colour: string): readonly Actor[] {
  const span = { from: at, to: at + 20 }
  const along = (y: number) => travel(ground, { across: -0.6, y, at }, { across: 0.6, y, at: at + 20 })
  return [
    { id, class: 'person', sprite: 'person-walking', look: { colour }, path: along(0.86), visible: span },
    {
      id: `${id}-reflected`,
      class: 'scenery',
      sprite: 'reflection',
      look: { colour },
      path: along(0.7),
      visible: span,
    },
  ]
}

/** For so long nobody is accused: what a pane shows of somebody lives as he does, and stays as long. */
const waits = { from: 50, to: 150 }

/** Dressed figures behind a pane, and what the pane shows of those who pass and of one who waits outside the zone. */
export const shopWindow: Scene = {
  id: 'shop-window',
  name: { zh: '橱窗里的人模与倒影', en: 'Mannequins and reflections in a window' },
  loopSeconds: 240,
  backdrop: front,
  actors: [
    lifeless('mannequin-1', 'mannequin', {
      spot: { across: -0.34, y: 0.7 },
      look: { colour: '#7a4a86', second: '#20242c' },
      score: 0.88,
    }),
    lifeless('mannequin-2', 'mannequin', {
      spot: { across: 0.14, y: 0.7 },
      look: { colour: '#b0b4b8', second: '#8a6a2f' },
      score: 0.82,
    }),
    {
      ...lifeless('waiting-reflected', 'standing-reflection', {
        spot: { across: 0.3, y: 0.7 },
        look: { colour: '#39538a' },
        score: 0.81,
        lives: true,
      }),
      visible: waits,
    },
    ...passing('passer-1', 30, '#3d6b46'),
    ...passing('passer-2', 120, '#a33b3b'),
    {
      id: 'waiting',
      class: 'person',
      sprite: 'person-standing',
      look: { colour: '#39538a' },
      path: [standAt(ground, 0, { across: 0.24, y: 0.995 })],
      visible: waits,
    },
  ],
  cameras: [{ id: 'shop-window', name: { zh: '橱窗', en: 'Shop window' }, view: wholeView }],
  zones: [pavement],
  violations: [],
}
