import { standAt, travel } from '../perspective.ts'
import { wholeView, type Scene } from '../scene.ts'
import { bank, ground, noAngling } from './reservoir.ts'

/** People who walk along the water, one who stops to look at it for half a minute; nobody angles. */
export const reservoirWalkers: Scene = {
  id: 'reservoir-walkers',
  name: { zh: '水库岸边行人', en: 'Walkers on the bank' },
  loopSeconds: 120,
  backdrop: bank,
  actors: [
    {
      id: 'walker',
      class: 'person',
      sprite: 'person-walking',
      look: { colour: '#a33b3b' },
      path: travel(ground, { across: -0.6, y: 0.76, at: 6 }, { across: 0.6, y: 0.78, at: 36 }),
      visible: { from: 6, to: 36 },
    },
    {
      id: 'looker',
      class: 'person',
      sprite: 'person-turned-away',
      look: { colour: '#39538a' },
      path: [
        ...travel(ground, { across: 0.6, y: 0.8, at: 46 }, { across: 0.12, y: 0.74, at: 58 }),
        standAt(ground, 88, { across: 0.12, y: 0.74 }),
        ...travel(ground, { across: 0.12, y: 0.74, at: 88.5 }, { across: 0.6, y: 0.8, at: 100 }),
      ],
      visible: { from: 46, to: 100 },
    },
  ],
  cameras: [{ id: 'reservoir-path', name: { zh: '水库环湖步道', en: 'Reservoir path' }, view: wholeView }],
  zones: [noAngling],
  violations: [],
}
