import { wholeView, type Actor, type Scene } from '../scene.ts'
import { counter, room, stand, stations, white } from './kitchen.ts'

const place: [number, number, number] = [0.3, 0.95, 1.9]
const facing = (id: string, from: number, to: number): Actor => ({
  ...stand(id, place, white),
  ...{ as: 'cook', visible: { from, to } },
})

/** A cook, hatted throughout, who turns away and back; a cat on the counter. */
export const kitchenCat: Scene = {
  id: 'kitchen-cat',
  name: { zh: '后厨进猫', en: 'A cat in the kitchen' },
  loopSeconds: 60,
  backdrop: room,
  actors: [
    facing('cook-before', 0, 14),
    { ...facing('cook-away', 14, 30), sprite: 'person-turned-away' },
    facing('cook-after', 30, 60),
    counter,
    {
      ...{ id: 'cat', class: 'cat', sprite: 'cat', rise: 0.245 },
      path: [
        { at: 36, x: -0.06, y: 0.975, scale: 1 },
        { at: 44, x: 0.5, y: 0.975, scale: 1 },
        { at: 48, x: 0.5, y: 0.975, scale: 1 },
        { at: 56, x: 1.08, y: 0.975, scale: 1 },
      ],
      visible: { from: 36, to: 56 },
    },
  ],
  cameras: [{ id: 'kitchen-cold', name: { zh: '凉菜间', en: 'Cold kitchen' }, view: wholeView }],
  zones: [stations],
  violations: [{ kind: 'kitchen_animal', actorId: 'cat', zoneId: 'kitchen-stations', from: 37, to: 54 }],
}
