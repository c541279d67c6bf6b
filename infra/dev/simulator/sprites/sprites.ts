import { rod } from './bank.ts'
import { carFront, carRear } from './car.ts'
import { bottle, bowl, counter, pot } from './kitchen.ts'
import { sitting, standing, walking } from './person.ts'
import { crates, table as foldingTable, umbrella } from './stall.ts'
import type { Sprite } from './sprite.ts'

export type { Look } from './sprite.ts'

const table = {
  bottle,
  bowl,
  'car-front': carFront,
  'car-rear': carRear,
  counter,
  crates,
  'person-sitting': sitting,
  'person-standing': standing,
  'person-walking': walking,
  pot,
  rod,
  table: foldingTable,
  umbrella,
} satisfies Record<string, Sprite>

export type SpriteName = keyof typeof table

/** Every drawing a scene may use; a new one is a row here. */
export const sprites: Readonly<Record<SpriteName, Sprite>> = table
