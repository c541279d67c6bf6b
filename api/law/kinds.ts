import { violationKinds, type StayKind, type ViolationKind } from '@sightline/detectors/finding'
import type { OpenedTold } from './opened-told.ts'
import type { PermitKind } from './permits.ts'
import { kitchenProfile, outdoorsProfile, vehicleProfile, type EvidenceProfile } from './profiles.ts'
import {
  anglingProvisions,
  burningProvisions,
  clothingProvisions,
  hygieneProvisions,
  occupationProvisions,
  parkingProvisions,
  type Provision,
} from './provisions.ts'
import type { StepKind } from './steps.ts'

/** All that the law says of one kind of violation. Nothing outside this room asks which kind it is. */
export interface KindLaw {
  /** Whom it accuses. `someone`: a person or a business. `nobody`: it is about the camera itself, and no case comes of it. */
  readonly accuses: 'vehicle' | 'someone' | 'nobody'
  /** The permits that may allow what it accuses of (R62); none: nobody is asked about permits. */
  readonly permits: readonly PermitKind[]
  /** The steps short of a case, in their order (R54, R64). */
  readonly ladder: readonly StepKind[]
  /** A case needs a served order that a re-check found unmet (R48). */
  readonly confirmsAfterRecheck: boolean
  /** Repeats at one place are one alert (R49). A vehicle's stays are told apart (R6). */
  readonly isMerged: boolean
  /** What pictures of it are asked (R38 to R41); of the camera itself its clock and size alone. */
  readonly profile: EvidenceProfile
  /** The steps that show that an officer met the matter itself; without one, what is a clue becomes no case. */
  readonly onSite: readonly StepKind[]
  /** What an act of its day may violate; none: a norm of the house, no statute. */
  readonly provisions: readonly Provision[]
  /** Who hears of it while its grace runs, where the source says nothing else (`opened.ts`). */
  readonly opened: OpenedTold
}

const parking: KindLaw = {
  accuses: 'vehicle',
  permits: ['loading', 'road_occupation', 'event'],
  ladder: ['voice_warning', 'reminder', 'remote_check', 'inspection'],
  confirmsAfterRecheck: false,
  isMerged: false,
  profile: vehicleProfile,
  onSite: ['inspection'],
  provisions: parkingProvisions,
  opened: 'people',
}
const stall: KindLaw = {
  accuses: 'someone',
  permits: ['night_market', 'road_occupation', 'event'],
  ladder: ['voice_warning', 'advice', 'order', 'recheck', 'remote_check', 'inspection'],
  confirmsAfterRecheck: false,
  isMerged: false,
  profile: outdoorsProfile,
  onSite: ['inspection', 'order'],
  provisions: occupationProvisions,
  opened: 'people',
}
const shopFront: KindLaw = { ...stall, permits: ['road_occupation', 'night_market', 'event'] }
/** Who is outdoors where he may not do it. */
const outdoors: KindLaw = {
  accuses: 'someone',
  permits: [],
  ladder: ['voice_warning', 'dispatch', 'remote_check', 'inspection'],
  confirmsAfterRecheck: false,
  isMerged: false,
  profile: outdoorsProfile,
  onSite: ['inspection'],
  provisions: [],
  opened: 'people',
}
const kitchen: KindLaw = {
  accuses: 'someone',
  permits: [],
  ladder: ['voice_warning', 'push', 'rectification', 'order', 'recheck', 'remote_check', 'inspection'],
  confirmsAfterRecheck: true,
  isMerged: true,
  profile: kitchenProfile,
  onSite: ['inspection', 'order'],
  provisions: [],
  opened: 'people',
}
const clothes: KindLaw = { ...kitchen, provisions: clothingProvisions }
const hygiene: KindLaw = { ...kitchen, provisions: hygieneProvisions }
const camera: KindLaw = {
  accuses: 'nobody',
  permits: [],
  ladder: ['dispatch'],
  confirmsAfterRecheck: false,
  isMerged: true,
  profile: outdoorsProfile,
  onSite: [],
  provisions: [],
  opened: 'machines',
}

const kitchens: Record<Extract<StayKind, `kitchen_${string}`>, KindLaw> = {
  kitchen_no_hat: clothes,
  kitchen_no_mask: clothes,
  kitchen_no_uniform: clothes,
  kitchen_smoking: kitchen,
  kitchen_phone: kitchen,
  kitchen_rodent: hygiene,
  kitchen_animal: hygiene,
  kitchen_bin_open: hygiene,
  kitchen_no_gloves: kitchen,
  kitchen_food_on_floor: hygiene,
  kitchen_fire_unattended: kitchen,
  kitchen_stranger: kitchen,
  kitchen_after_hours: kitchen,
}

/** Every kind has its row: a new one does not compile without. */
const laws: Record<ViolationKind, KindLaw> = {
  illegal_parking: parking,
  street_vending: stall,
  shop_front: shopFront,
  angling: { ...outdoors, provisions: anglingProvisions },
  open_burning: { ...outdoors, provisions: burningProvisions },
  ...kitchens,
  camera_health: camera,
}

export const lawOf = (kind: ViolationKind): KindLaw => laws[kind]

/** Kinds that are about the camera itself: they accuse nobody, and no case can come of them alone. */
export const accusesNobody = (kind: ViolationKind): boolean => laws[kind].accuses === 'nobody'

/** Kinds that accuse a vehicle: without its plate there is nobody to tell. */
export const accusesVehicle = (kind: ViolationKind): boolean => laws[kind].accuses === 'vehicle'

/** Kinds that accuse somebody. */
export const accusingKinds: readonly ViolationKind[] = violationKinds.filter((kind) => !accusesNobody(kind))

/** The kinds of which a case needs a served order that went unheeded, unless a provision allows otherwise (R48). */
export const kindsWithOrder: readonly ViolationKind[] = violationKinds.filter(
  (kind) => laws[kind].confirmsAfterRecheck,
)
