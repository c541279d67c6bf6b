import { wholeView, type Actor, type Keyframe, type Scene } from '../scene.ts'
import { counter, room, stand, stations, white } from './kitchen.ts'

const place: [number, number, number] = [0.3, 0.95, 1.9]
const facing = (id: string, from: number, to: number): Actor => ({
  ...stand(id, place, white),
  as: 'cook',
  visible: { from, to },
})

const cat = { id: 'cat', class: 'cat', sprite: 'cat', rise: 0.245 } as const
const onCounter = (at: number, x: number): Keyframe => ({ at, x, y: 0.975, scale: 1 })

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
      ...cat,
      path: [onCounter(36, 0.03), onCounter(44, 0.5), onCounter(48, 0.5), onCounter(56, 0.97)],
      visible: { from: 36, to: 56 },
    },
  ],
  cameras: [{ id: 'kitchen-cold', name: { zh: '凉菜间', en: 'Cold kitchen' }, view: wholeView }],
  zones: [stations],
  violations: [{ kind: 'kitchen_animal', actorId: 'cat', zoneId: 'kitchen-stations', from: 36, to: 56 }],
}

/** A cat that looks in and is gone again; what runs in the kitchen is a cat, and no rat. */
export const kitchenPeep: Scene = {
  ...kitchenCat,
  id: 'kitchen-peep',
  name: { zh: '猫路过窗口', en: 'A cat looks in' },
  actors: [
    ...kitchenCat.actors.filter(({ id }) => id !== cat.id),
    {
      ...cat,
      path: [onCounter(40, 0.03), onCounter(42, 0.2), onCounter(46, 0.03)],
      visible: { from: 40, to: 46 },
    },
  ],
  violations: [],
}
