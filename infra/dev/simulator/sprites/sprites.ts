import { fishing } from './alive.ts'
import { cat } from './animal.ts'
import { rod } from './bank.ts'
import { busFront } from './bus.ts'
import { carFront, carRear } from './car.ts'
import { banner, fire, lamp } from './fire.ts'
import { burner, openBin, phone, rat, sacks } from './kitchen-things.ts'
import { bottle, bowl, counter, pot } from './kitchen.ts'
import { drop, headlights, insect, reflection, shadow, standingReflection } from './lens.ts'
import { cone, mannequin, post, poster, seatedStatue, statue, tripod } from './lifeless.ts'
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
  cone,
  counter,
  crates,
  drop,
  fire,
  headlights,
  insect,
  lamp,
  mannequin,
  'open-bin': openBin,
  'person-fishing': fishing,
  'person-sitting': sitting,
  'person-standing': standing,
  'person-turned-away': turnedAway,
  'person-walking': walking,
  phone,
  post,
  poster,
  pot,
  rat,
  reflection,
  rod,
  sacks,
  'seated-statue': seatedStatue,
  shadow,
  'standing-reflection': standingReflection,
  statue,
  table: foldingTable,
  tripod,
  umbrella,
} satisfies Record<string, Sprite>

export type SpriteName = keyof typeof table

/** Every drawing a scene may use; a new one is a row here. */
export const sprites: Readonly<Record<SpriteName, Sprite>> = table
