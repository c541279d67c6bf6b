import { standAt, strip, travel, type Spot } from '../perspective.ts'
import { wholeView, type Actor, type Scene } from '../scene.ts'
import { corner, noParking, passing, walker } from './pavement.ts'
import { ground, street } from './street.ts'

const stop = { from: 0.08, to: 0.33, near: 0.99, far: 0.84 }
const busSpot: Spot = { across: 0.21, y: 0.95 }
const parkedSpot: Spot = { across: 0.275, y: 0.68 }
const vanSpot: Spot = { across: 0.4, y: 0.8 }

/** Comes up the pavement, stands, and leaves the way it came. */
const visit = (spot: Spot, [from, to]: [number, number]): Pick<Actor, 'path' | 'visible'> => ({
  path: [
    ...travel(ground, { across: spot.across, y: 1.5, at: from - 3 }, { ...spot, at: from }),
    standAt(ground, to, spot),
    ...travel(ground, { ...spot, at: to + 0.01 }, { across: spot.across, y: 1.5, at: to + 3 }),
  ],
  visible: { from: from - 3, to: to + 3 },
})

/** Comes towards the camera, waits in its painted stop, and drives on past it. */
const bus: Actor = {
  id: 'bus',
  class: 'bus',
  sprite: 'bus-front',
  path: [
    ...travel(ground, { across: 0.02, y: 0.27, at: 52 }, { across: 0.08, y: 0.6, at: 57 }),
    ...travel(ground, { across: 0.08, y: 0.6, at: 57.01 }, { ...busSpot, at: 60 }),
    standAt(ground, 120, busSpot),
    ...travel(ground, { ...busSpot, at: 120.01 }, { across: 0.1, y: 1.7, at: 124 }),
  ],
  visible: { from: 52, to: 124 },
}

const parked: Actor = {
  id: 'car-parked',
  class: 'car',
  sprite: 'car-rear',
  look: { colour: '#27476b', text: '渝A·58F27' },
  path: [
    ...travel(ground, { across: 0.06, y: 1.3, at: 4 }, { ...parkedSpot, at: 9 }),
    standAt(ground, 226, parkedSpot),
    ...travel(ground, { ...parkedSpot, at: 226.5 }, { across: 0.06, y: 0.27, at: 232 }),
  ],
  visible: { from: 4, to: 232 },
}

/**
 * A car that is parked for more than three minutes, for one of them behind a bus in its painted stop; a delivery that
 * is gone after half a minute.
 */
export const pavementHidden: Scene = {
  id: 'pavement-hidden',
  name: { zh: '人行道违停（遮挡）', en: 'Parking on the pavement, hidden' },
  loopSeconds: 240,
  backdrop: `${street}<polygon points="${strip(ground, stop)}" fill="none" stroke="#f3c531" stroke-width="9"/>`,
  actors: [
    parked,
    bus,
    {
      id: 'delivery',
      class: 'car',
      sprite: 'car-rear',
      look: { colour: '#f0f1f2', text: '渝D·Q8820' },
      ...visit(vanSpot, [140, 172]),
    },
    passing('traffic-1', 20, { away: true, look: { colour: '#6b6f73' } }),
    passing('traffic-2', 90, { away: false, look: { colour: '#1f4a38' } }),
    walker(
      'walker',
      [
        { across: 0.24, y: 0.98, at: 190 },
        { across: 0.5, y: 0.42, at: 204 },
      ],
      { colour: '#3d6b46' },
    ),
  ],
  cameras: [{ id: 'pavement-stop', name: { zh: '公交站旁', en: 'Beside the bus stop' }, view: wholeView }],
  zones: [
    {
      ...noParking,
      bays: [
        [
          corner(stop.from, stop.far),
          corner(stop.to, stop.far),
          corner(stop.to, stop.near),
          corner(stop.from, stop.near),
        ],
      ],
    },
  ],
  violations: [
    { kind: 'illegal_parking', actorId: 'car-parked', zoneId: 'pavement-no-parking', from: 9, to: 226.5 },
  ],
}
