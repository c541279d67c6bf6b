import { wholeView, type Actor, type Scene, type SceneZone } from '../scene.ts'
import type { SpriteStyle, SpriteName } from '../sprites/sprites.ts'

export const stand = (id: string, [x, y, scale]: [number, number, number], look: SpriteStyle): Actor => ({
  id,
  class: 'person',
  sprite: 'person-standing',
  look,
  path: [{ at: 0, x, y, scale }],
})
const ware = (
  id: string,
  [sprite, type]: [SpriteName, Actor['class']],
  [x, scale]: [number, number],
): Actor => ({
  id,
  class: type,
  sprite,
  path: [{ at: 0, x, y: 0.972, scale }],
  rise: 0.222,
})

export const white: SpriteStyle = { colour: '#f2f2ee', second: '#3b3f46', hat: true, apron: true }
const tiles =
  Array.from(
    { length: 33 },
    (_, i) => `<path d="M${i * 60},0 V640" stroke="#8798a0" stroke-width="2"/>`,
  ).join('') +
  Array.from(
    { length: 11 },
    (_, i) => `<path d="M0,${i * 60} H1920" stroke="#8798a0" stroke-width="2"/>`,
  ).join('')

/** The empty kitchen. */
export const room = `<rect width="1920" height="1080" fill="#9fb0b7"/>${tiles}<rect y="640" width="1920" height="440" fill="#8d7f72"/>
<path d="M120,0 L760,0 L700,130 L180,130 Z" fill="#9aa3a9"/><rect x="170" y="130" width="540" height="18" fill="#6d757b"/>
<rect x="860" y="90" width="420" height="16" fill="#7c848a"/><rect x="860" y="200" width="420" height="16" fill="#7c848a"/>${[0, 1, 2, 3, 4].map((i) => `<rect x="${876 + i * 80}" y="${132}" width="56" height="68" fill="${['#c9b28a', '#a8b7a0', '#b98d7a', '#9fa9b8', '#c9c2a0'][i]}"/>`).join('')}
<rect x="1560" y="60" width="280" height="560" fill="#c3cbd0" stroke="#7c848a" stroke-width="6"/><path d="M1700,60 V620" stroke="#7c848a" stroke-width="4"/><rect x="1672" y="300" width="12" height="90" fill="#666"/><rect x="1716" y="300" width="12" height="90" fill="#666"/>`

export const stations: SceneZone = {
  id: 'kitchen-stations',
  name: { zh: '操作间', en: 'Work stations' },
  polygon: [
    { x: 0, y: 0.2 },
    { x: 1, y: 0.2 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
  bays: [],
}

export const counter: Actor = {
  id: 'counter',
  class: 'scenery',
  sprite: 'counter',
  path: [{ at: 0, x: 0.5, y: 0.97, scale: 1 }],
}

/** Cooks at a counter: two dressed as they must be, one without a hat who comes and goes. */
export const kitchen: Scene = {
  id: 'kitchen',
  name: { zh: '后厨卫生', en: 'Kitchen hygiene' },
  loopSeconds: 40,
  backdrop: room,
  actors: [
    stand('cook-1', [0.2, 0.95, 1.9], white),
    stand('cook-2', [0.72, 0.95, 1.85], { ...white, colour: '#31465f' }),
    {
      ...stand('cook-no-hat', [0.48, 0.945, 1.85], { colour: '#5f7f9f', second: '#3b3f46', apron: true }),
      path: [
        { at: 4, x: 1.1, y: 0.945, scale: 1.85 },
        { at: 8, x: 0.48, y: 0.945, scale: 1.85 },
        { at: 30, x: 0.48, y: 0.945, scale: 1.85 },
        { at: 34, x: 1.1, y: 0.945, scale: 1.85 },
      ],
      visible: { from: 4, to: 34 },
      head: ['no_hat'],
    },
    counter,
    ware('bowl-1', ['bowl', 'bowl'], [0.33, 1]),
    ware('bowl-2', ['bowl', 'bowl'], [0.6, 1]),
    ware('bottle-1', ['bottle', 'bottle'], [0.41, 1]),
    ware('bottle-2', ['bottle', 'bottle'], [0.9, 1]),
    ware('pot-1', ['pot', 'scenery'], [0.08, 1]),
  ],
  cameras: [{ id: 'kitchen-line', name: { zh: '后厨操作台', en: 'Kitchen line' }, view: wholeView }],
  zones: [stations],
  violations: [
    {
      kind: 'kitchen_no_hat',
      actorId: 'cook-no-hat',
      class: 'no_hat',
      zoneId: 'kitchen-stations',
      from: 4.65,
      to: 33.35,
    },
  ],
}
