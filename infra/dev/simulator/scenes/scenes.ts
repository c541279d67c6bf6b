import type { Scene } from '../scene.ts'
import { kitchenCat, kitchenPeep } from './kitchen-cat.ts'
import { kitchenDress } from './kitchen-dress.ts'
import { kitchenThings } from './kitchen-things.ts'
import { kitchen } from './kitchen.ts'
import { pavementHidden } from './pavement-hidden.ts'
import { pavement } from './pavement.ts'
import { plazaPassing, plazaQuiet, plazaStall } from './plaza-look-alikes.ts'
import { plaza } from './plaza.ts'
import { reservoirAngler } from './reservoir-angler.ts'
import { reservoirDusk, reservoirLens, reservoirNight } from './reservoir-lens.ts'
import { reservoirBeside, reservoirLifeless } from './reservoir-lifeless.ts'
import { reservoirWalkers } from './reservoir-walkers.ts'
import { reservoir } from './reservoir.ts'
import { shopGoods, shopInside } from './shop.ts'
import { shopWindow } from './shop-window.ts'
import { yardFire, yardLamp, yardQuiet } from './yard.ts'

/** What the demonstration shows: drawn at set-up, so five cameras and no more. */
export const scenes: Readonly<Record<string, Scene>> = { pavement, plaza, reservoir, kitchen }

/** Every scene there is, those for measuring rules among them; a new one is a file beside this and a row here. */
export const allScenes: Readonly<Record<string, Scene>> = {
  ...scenes,
  ...Object.fromEntries(
    [
      pavementHidden,
      plazaStall,
      plazaQuiet,
      plazaPassing,
      shopGoods,
      shopInside,
      reservoirAngler,
      reservoirWalkers,
      reservoirLifeless,
      reservoirBeside,
      reservoirLens,
      reservoirDusk,
      reservoirNight,
      shopWindow,
      kitchenCat,
      kitchenPeep,
      yardFire,
      yardQuiet,
      yardLamp,
      ...kitchenDress,
      ...kitchenThings,
    ].map((scene) => [scene.id, scene]),
  ),
}
