import type { ObjectClass } from '@sightline/detectors/detection'
import type { ViolationKind } from '@sightline/detectors/finding'
import { wholeView, type Actor, type Name, type Scene } from '../scene.ts'
import { counter, room, stand, stations, white } from './kitchen.ts'

interface Lack {
  readonly id: string
  readonly name: Name
  readonly kind: ViolationKind
  readonly class: ObjectClass
  readonly part: 'head' | 'hands' | 'whole'
  /** Seconds for which a second cook shows it: too short to be meant. */
  readonly brief: number
}

/** Before the counter, where hands are to be seen. */
const front = { y: 0.99, scale: 1.85 }
const at = (seconds: number, x: number) => ({ at: seconds, x, ...front })

/** One who works properly, one who comes in, lacks something for half a minute and goes, one who lacks it for a moment. */
function dressScene({ id, name, kind, class: type, part, brief }: Lack): Scene {
  const offender: Actor = {
    ...stand('offender', [1.03, front.y, front.scale], { ...white, apron: type !== 'no_uniform' }),
    path: [at(8, 0.99), at(11, 0.5), at(38, 0.5), at(42, 0.99)],
    visible: { from: 8, to: 42 },
    [part]: [type],
  }
  const momentary = stand('momentary', [0.22, 0.95, 1.85], white)
  return {
    id,
    name,
    loopSeconds: 70,
    backdrop: room,
    actors: [
      stand('cook', [0.78, 0.95, 1.85], white),
      { ...momentary, id: 'before', as: 'momentary', visible: { from: 0, to: 52 } },
      {
        ...momentary,
        id: 'meanwhile',
        as: 'momentary',
        [part]: [type],
        visible: { from: 52, to: 52 + brief },
      },
      { ...momentary, id: 'after', as: 'momentary', visible: { from: 52 + brief, to: 70 } },
      counter,
      offender,
    ],
    cameras: [{ id, name, view: wholeView }],
    zones: [stations],
    violations: [{ kind, actorId: 'offender', class: type, zoneId: stations.id, from: 8, to: 42 }],
  }
}

/** What a cook may lack: K01 to K03, K08 and K11 of the domain list, and the cigarette of K04. */
export const kitchenDress: readonly Scene[] = [
  ['kitchen-hat', '未戴工作帽', 'No hat', 'kitchen_no_hat', 'no_hat', 'head', 5],
  ['kitchen-mask', '未戴口罩', 'No mask', 'kitchen_no_mask', 'no_mask', 'head', 5],
  ['kitchen-uniform', '未穿工作服', 'No work clothes', 'kitchen_no_uniform', 'no_uniform', 'whole', 5],
  ['kitchen-gloves', '未戴手套', 'No gloves', 'kitchen_no_gloves', 'no_gloves', 'hands', 5],
  ['kitchen-stranger', '闲杂人员', 'A stranger', 'kitchen_stranger', 'no_uniform', 'whole', 2],
  ['kitchen-smoker', '后厨吸烟', 'A smoker', 'kitchen_smoking', 'smoking', 'head', 1.5],
].map(([id, zh, en, kind, type, part, brief]) =>
  dressScene({ id, name: { zh, en }, kind, class: type, part, brief } as Lack),
)
