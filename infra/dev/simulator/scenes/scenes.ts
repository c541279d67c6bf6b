import type { Scene } from '../scene.ts'
import { kitchen } from './kitchen.ts'
import { pavement } from './pavement.ts'
import { plaza } from './plaza.ts'
import { reservoir } from './reservoir.ts'

/** Every scene there is; a new one is a file beside this and a row here. */
export const scenes: Readonly<Record<string, Scene>> = { pavement, plaza, reservoir, kitchen }
