import type { StayKind, ViolationKind } from '@sightline/detectors/finding'
import type { PermitKind } from './permits.ts'

/** Whom a kind accuses, and which permits may allow what it accuses of. `someone`: a person or a business. */
interface Accused {
  readonly accuses: 'vehicle' | 'someone' | 'nobody'
  readonly permits: readonly PermitKind[]
}

const inKitchen: Accused = { accuses: 'someone', permits: [] }
const kitchens: Record<Extract<StayKind, `kitchen_${string}`>, Accused> = {
  kitchen_no_hat: inKitchen,
  kitchen_no_mask: inKitchen,
  kitchen_no_uniform: inKitchen,
  kitchen_smoking: inKitchen,
  kitchen_phone: inKitchen,
  kitchen_rodent: inKitchen,
  kitchen_animal: inKitchen,
  kitchen_bin_open: inKitchen,
  kitchen_no_gloves: inKitchen,
  kitchen_food_on_floor: inKitchen,
  kitchen_fire_unattended: inKitchen,
  kitchen_stranger: inKitchen,
  kitchen_after_hours: inKitchen,
}

/** Every kind has its row: a new one does not compile without. */
const accused: Record<ViolationKind, Accused> = {
  illegal_parking: { accuses: 'vehicle', permits: ['loading', 'road_occupation', 'event'] },
  street_vending: { accuses: 'someone', permits: ['night_market', 'road_occupation', 'event'] },
  shop_front: { accuses: 'someone', permits: ['road_occupation', 'night_market', 'event'] },
  angling: { accuses: 'someone', permits: [] },
  open_burning: { accuses: 'someone', permits: [] },
  ...kitchens,
  camera_health: { accuses: 'nobody', permits: [] },
}

/** Kinds that are about the camera itself: they accuse nobody, and no case can come of them alone. */
export const accusesNobody = (kind: ViolationKind): boolean => accused[kind].accuses === 'nobody'

/** Kinds that accuse a vehicle: without its plate there is nobody to tell. */
export const accusesVehicle = (kind: ViolationKind): boolean => accused[kind].accuses === 'vehicle'

/** The kinds of permit that matter for a kind of violation; empty: nobody is asked about permits. */
export const permitKindsFor = (kind: ViolationKind): readonly PermitKind[] => accused[kind].permits
