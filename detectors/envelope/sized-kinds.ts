import type { ObjectClass } from '../detection.ts'
import type { StayKind } from '../finding.ts'

/** Things whose size in the picture is learnt: all of a kind are about as large as each other. */
export const sizedKinds = ['person', 'vehicle'] as const
export type SizedKind = (typeof sizedKinds)[number]

const kinds: Partial<Record<ObjectClass, SizedKind>> = { person: 'person', car: 'vehicle' }

/** What a class is sized as; null: things of that class differ too much. Buses and lorries do, beside cars. */
export const sizedAs = (seen: ObjectClass): SizedKind | null => kinds[seen] ?? null

/** The side by which a kind is sized: people stand, a car turns its front or its flank. */
export const sideOf: Record<SizedKind, 'width' | 'height'> = { person: 'height', vehicle: 'width' }

/**
 * What each kind of rule must make out in the whole picture before it can accuse anybody. Null: its things are told by
 * other models in parts of the picture, or differ in size; nothing is said of how well they can be seen.
 */
export const mustSee: Record<StayKind, SizedKind | null> = {
  illegal_parking: 'vehicle',
  street_vending: 'person',
  shop_front: null,
  angling: 'person',
  open_burning: null,
  kitchen_no_hat: null,
  kitchen_no_mask: null,
  kitchen_no_uniform: null,
  kitchen_smoking: null,
  kitchen_phone: null,
  kitchen_rodent: null,
  kitchen_animal: null,
  kitchen_bin_open: null,
  kitchen_no_gloves: null,
  kitchen_food_on_floor: null,
  kitchen_fire_unattended: null,
  kitchen_stranger: 'person',
  kitchen_after_hours: 'person',
}
