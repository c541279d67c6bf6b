import type { Point } from '@sightline/detectors/geometry/point'
import { standAt, travel, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene, type SceneZone } from '../scene.ts'
import type { SpriteStyle } from '../sprites/sprites.ts'
import { ground, street } from './street.ts'

const lane = { away: 0, oncoming: -0.3 }

const spotA: Spot = { across: 0.275, y: 0.68 }
const spotB: Spot = { across: 0.385, y: 0.845 }

/** Passes the whole street, away from the camera or towards it. */
export function passing(
  id: string,
  start: number,
  { away, look }: { away: boolean; look: SpriteStyle },
): Actor {
  const across = away ? lane.away : lane.oncoming
  const near = { across, y: 1.3 }
  const distant = { across, y: 0.27 }
  const [from, to] = away ? [near, distant] : [distant, near]
  const visible = { from: start, to: start + 4 }
  return {
    id,
    class: 'car',
    sprite: away ? 'car-rear' : 'car-front',
    look,
    path: travel(ground, { ...from, at: visible.from }, { ...to, at: visible.to }),
    visible,
  }
}

const carA: Actor = {
  id: 'car-a',
  class: 'car',
  sprite: 'car-rear',
  look: { colour: '#d5d9dd', text: '渝A·7K391' },
  path: [
    ...travel(ground, { across: 0, y: 1.3, at: 4 }, { across: 0.02, y: 0.86, at: 6 }),
    ...travel(ground, { across: 0.02, y: 0.86, at: 6.01 }, { ...spotA, at: 9 }),
    standAt(ground, 75, spotA),
    ...travel(ground, { ...spotA, at: 75.5 }, { across: 0.02, y: 0.5, at: 78 }),
    ...travel(ground, { across: 0.02, y: 0.5, at: 78.01 }, { across: 0, y: 0.27, at: 80 }),
  ],
  visible: { from: 4, to: 80 },
}

const carB: Actor = {
  id: 'car-b',
  class: 'car',
  sprite: 'car-rear',
  look: { colour: '#8e2a24', text: '渝B·2M608' },
  path: [
    ...travel(ground, { across: 0.42, y: 1.4, at: 20 }, { ...spotB, at: 22 }),
    standAt(ground, 34, spotB),
    ...travel(ground, { ...spotB, at: 34 }, { across: 0.42, y: 1.4, at: 36 }),
  ],
  visible: { from: 20, to: 36 },
}

const dark: SpriteStyle = { colour: '#2c3137', text: '渝C·51F36' }
const white: SpriteStyle = { colour: '#f0f1f2', text: '渝D·Q8820' }

export function walker(
  id: string,
  [from, to]: [Spot & { at: number }, Spot & { at: number }],
  look: SpriteStyle,
): Actor {
  return {
    id,
    class: 'person',
    sprite: 'person-walking',
    look,
    path: travel(ground, from, to),
    visible: { from: from.at, to: to.at },
  }
}

/** A place on the ground, as a corner of a zone; never beyond the picture. */
export const corner = (across: number, y: number): Point => ({
  x: Math.min(1, standAt(ground, 0, { across, y }).x),
  y,
})

export const noParking: SceneZone = {
  id: 'pavement-no-parking',
  name: { zh: '人行道禁停区', en: 'Pavement, no parking' },
  polygon: [corner(0.165, 0.45), corner(0.6, 0.45), { x: 1, y: 0.71 }, { x: 1, y: 1 }, corner(0.165, 1)],
  bays: [],
}

/** A street with cars that come, stay and go. One stays on the pavement for more than a minute, one leaves in time. */
export const pavement: Scene = {
  id: 'pavement',
  name: { zh: '人行道违停', en: 'Parking on the pavement' },
  loopSeconds: 90,
  backdrop: street,
  actors: [
    carA,
    carB,
    passing('traffic-1', 4, { away: false, look: dark }),
    passing('traffic-2', 20, { away: true, look: white }),
    passing('traffic-3', 24, { away: false, look: dark }),
    passing('traffic-4', 48, { away: true, look: white }),
    passing('traffic-5', 74, { away: false, look: dark }),
    walker(
      'walker-1',
      [
        { across: 0.5, y: 0.32, at: 10 },
        { across: 0.47, y: 0.62, at: 22 },
      ],
      { colour: '#a33b3b' },
    ),
    walker(
      'walker-2',
      [
        { across: 0.21, y: 0.98, at: 46 },
        { across: 0.52, y: 0.42, at: 58 },
      ],
      { colour: '#3d6b46', second: '#20242c' },
    ),
  ],
  cameras: [
    {
      id: 'pavement-street',
      name: { zh: '人民路东段全景', en: 'Renmin Road east, overview' },
      view: wholeView,
    },
    {
      id: 'pavement-close',
      name: { zh: '人民路东段人行道', en: 'Renmin Road east, pavement' },
      view: { left: 0.22, top: 0.2, width: 0.78 },
    },
  ],
  zones: [noParking],
  violations: [
    { kind: 'illegal_parking', actorId: 'car-a', zoneId: 'pavement-no-parking', from: 9, to: 75.5 },
  ],
}
