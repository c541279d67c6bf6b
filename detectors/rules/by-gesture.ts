import type { ObjectClass } from '../detection.ts'
import type { ViolationKind } from '../finding.ts'
import type { HandPlace } from '../pose/gesture.ts'
import { kitchenRows, type KitchenKind } from './kitchen-rows.ts'
import { byGesture } from './params.ts'
import { isOn, type Params } from './rule.ts'

/** A gesture that stands for a class of things where a rule says so. */
export interface GestureOf {
  readonly place: HandPlace
  readonly class: ObjectClass
}

const isKitchen = (kind: ViolationKind): kind is KitchenKind => kind in kitchenRows

/** What gesture a rule with these parameters takes for what; null: for nothing. */
export function gestureOf(kind: ViolationKind, params: Params): GestureOf | null {
  if (!isKitchen(kind) || !isOn(params, byGesture)) return null
  const { gesture, accused } = kitchenRows[kind]
  const [seen] = accused
  return gesture && seen ? { place: gesture, class: seen } : null
}
