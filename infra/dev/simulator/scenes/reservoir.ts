import { standAt, travel, type Ground } from '../perspective.ts'
import { wholeView, type Scene, type SceneZone } from '../scene.ts'

export const ground: Ground = { vanishX: 0.5, horizonY: 0.15, unitY: 0.74 }
const angler = standAt(ground, 0, { across: -0.16, y: 0.76 })

const ripples = Array.from({ length: 40 }, (_, i) => {
  const y = 250 + i * 11
  const x = (i * 613) % 1700
  return `<path d="M${x},${y} q60,-6 120,0 t120,0" stroke="#fff" stroke-opacity=".16" stroke-width="3" fill="none"/>`
}).join('')
const tufts = Array.from({ length: 90 }, (_, i) => {
  const [x, y] = [(i * 977) % 1920, 720 + ((i * 337) % 350)]
  return `<path d="M${x},${y} l-8,-22 M${x},${y} l2,-28 M${x},${y} l10,-20" stroke="#4c6b34" stroke-width="3"/>`
}).join('')

/** The empty bank. */
export const bank = `<rect width="1920" height="1080" fill="#b9a67c"/><rect width="1920" height="240" fill="#bcd3e3"/><path d="M0,240 L0,150 Q240,60 520,150 T1040,130 T1560,120 T1920,170 L1920,240 Z" fill="#6c8a68"/><path d="M0,240 L0,200 Q300,140 700,200 T1500,190 L1920,210 L1920,240 Z" fill="#577a55"/>
<path d="M0,238 L1920,238 L1920,690 Q1500,640 960,690 T0,660 Z" fill="#5f8ba3"/>${ripples}
<path d="M0,660 Q420,720 960,690 T1920,690 L1920,1080 L0,1080 Z" fill="#86905a"/><path d="M0,660 Q420,720 960,690 T1920,690 L1920,712 Q1500,664 960,712 T0,684 Z" fill="#b9a67c"/>${tufts}
<path d="M0,960 Q700,900 1920,940 L1920,1040 Q800,990 0,1070 Z" fill="#b7a88a"/>
<g><rect x="1500" y="600" width="14" height="170" fill="#6a6a6a"/><rect x="1405" y="560" width="204" height="96" rx="6" fill="#1f5aa0" stroke="#fff" stroke-width="4"/><text x="1507" y="602" font-family="Noto Sans SC" font-weight="700" font-size="30" text-anchor="middle" fill="#fff">饮用水源保护区</text><text x="1507" y="642" font-family="Noto Sans SC" font-weight="700" font-size="28" text-anchor="middle" fill="#fff">禁止垂钓</text></g>`

export const noAngling: SceneZone = {
  id: 'reservoir-no-angling',
  name: { zh: '岸线禁钓区', en: 'Bank, no angling' },
  polygon: [
    { x: 0.02, y: 0.6 },
    { x: 0.98, y: 0.6 },
    { x: 0.98, y: 0.84 },
    { x: 0.02, y: 0.84 },
  ],
  bays: [],
}

/** A bank where someone sits with a rod and stays, while a walker only passes. */
export const reservoir: Scene = {
  id: 'reservoir',
  name: { zh: '水库垂钓', en: 'Angling at the reservoir' },
  loopSeconds: 60,
  backdrop: bank,
  actors: [
    {
      id: 'angler',
      class: 'person',
      sprite: 'person-sitting',
      look: { colour: '#50603a', second: '#3a3a44' },
      path: [angler],
    },
    {
      id: 'rod',
      class: 'rod',
      sprite: 'rod',
      path: [{ ...angler, x: angler.x + 0.015, y: angler.y + 0.001 }],
      rise: 0.1,
    },
    {
      id: 'walker',
      class: 'person',
      sprite: 'person-walking',
      look: { colour: '#a33b3b' },
      path: travel(ground, { across: 0.56, y: 0.93, at: 14 }, { across: -0.6, y: 0.94, at: 34 }),
      visible: { from: 14, to: 34 },
    },
  ],
  cameras: [
    { id: 'reservoir-bank', name: { zh: '水库一级保护区岸线', en: 'Reservoir bank' }, view: wholeView },
  ],
  zones: [noAngling],
  violations: [{ kind: 'angling', actorId: 'angler', zoneId: 'reservoir-no-angling', from: 0, to: 60 }],
}
