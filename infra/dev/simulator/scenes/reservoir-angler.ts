import { standAt, travel } from '../perspective.ts'
import { wholeView, type Actor, type Scene } from '../scene.ts'
import { bank, ground, noAngling } from './reservoir.ts'

const spot = { across: -0.16, y: 0.76 }
const way = { across: 0.5, y: 0.8 }
const look = { colour: '#50603a', second: '#3a3a44' }
const posture = (id: string, sprite: Actor['sprite'], [from, to]: readonly [number, number]): Actor => ({
  id,
  as: 'angler',
  class: 'person',
  sprite,
  look,
  path: [standAt(ground, 0, spot)],
  visible: { from, to },
})
const { x, y, scale } = standAt(ground, 0, spot)

/** One who comes with a rod, stands, sits down, gets up again and leaves; a walker; two who sit outside the zone. */
export const reservoirAngler: Scene = {
  id: 'reservoir-angler',
  name: { zh: '垂钓者来去', en: 'An angler who comes and goes' },
  loopSeconds: 320,
  backdrop: bank,
  actors: [
    {
      ...posture('coming', 'person-walking', [8, 20]),
      path: travel(ground, { ...way, at: 8 }, { ...spot, at: 20 }),
    },
    posture('standing', 'person-standing', [20, 55]),
    posture('sitting', 'person-sitting', [55, 270]),
    posture('up-again', 'person-standing', [270, 280]),
    {
      ...posture('going', 'person-walking', [280, 294]),
      path: travel(ground, { ...spot, at: 280 }, { ...way, at: 294 }),
    },
    {
      id: 'rod',
      class: 'rod',
      sprite: 'rod',
      rise: 0.1,
      visible: { from: 30, to: 272 },
      path: [{ at: 0, x: x + 0.015, y: y + 0.001, scale }],
    },
    {
      id: 'walker',
      class: 'person',
      sprite: 'person-walking',
      look: { colour: '#a33b3b' },
      path: travel(ground, { across: 0.6, y: 0.8, at: 100 }, { across: -0.6, y: 0.82, at: 130 }),
      visible: { from: 100, to: 130 },
    },
    ...[-0.28, -0.2].map((across, i): Actor => ({
      id: `picnic-${i}`,
      class: 'person',
      sprite: 'person-sitting',
      look: { colour: '#39538a' },
      path: [standAt(ground, 0, { across, y: 0.95 })],
    })),
  ],
  cameras: [{ id: 'reservoir-angler', name: { zh: '水库南岸', en: 'Reservoir, south' }, view: wholeView }],
  zones: [noAngling],
  violations: [{ kind: 'angling', actorId: 'angler', zoneId: noAngling.id, from: 20, to: 280 }],
}
