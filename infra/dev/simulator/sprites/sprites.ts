import { cat } from './animal.ts'
import { rod } from './bank.ts'
import { busFront } from './bus.ts'
import { carFront, carRear } from './car.ts'
import { banner, fire, lamp } from './fire.ts'
import { burner, openBin, phone, rat, sacks } from './kitchen-things.ts'
import { bottle, bowl, counter, pot } from './kitchen.ts'
import { sitting, standing, turnedAway, walking } from './person.ts'
import { blanket, crates, table as foldingTable, umbrella } from './stall.ts'
import type { Sprite } from './sprite.ts'

export type { SpriteStyle } from './sprite.ts'

const table = {
  banner,
  blanket,
  bottle,
  bowl,
  burner,
  'bus-front': busFront,
  'car-front': carFront,
  'car-rear': carRear,
  cat,
  counter,
  crates,
  fire,
  lamp,
  'open-bin': openBin,
  'person-sitting': sitting,
  'person-standing': standing,
  'person-turned-away': turnedAway,
  'person-walking': walking,
  phone,
  pot,
  rat,
  rod,
  sacks,
  table: foldingTable,
  umbrella,
} satisfies Record<string, Sprite>

export type SpriteName = keyof typeof table

/** Every drawing a scene may use; a new one is a row here. */
export const sprites: Readonly<Record<SpriteName, Sprite>> = table
