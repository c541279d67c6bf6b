import { endedStatuses, type AlertStatus } from '../../law/statuses.ts'
import { accusesVehicle } from '../../law/kinds.ts'
import type { Manifest } from '../../contract/dossier.ts'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { Permission } from '../../contract/people.ts'

interface Asking {
  readonly status: AlertStatus
  readonly reviews: readonly { readonly officerId: string; readonly plate: string | null }[]
  readonly personId: string
}

/**
 * Whether the machine's reading may be shown to someone: after typing a plate for this alert, or when nobody will type one
 * any more. Everybody else is blind to it, so that nobody can tell an officer.
 */
export const maySeeMachinePlate = ({ status, reviews, personId }: Asking): boolean =>
  (endedStatuses.includes(status) && status !== 'dismissed' && status !== 'unconfirmed') ||
  reviews.some((review) => review.officerId === personId && review.plate !== null)

/**
 * Whether someone may be the one to type the plate blind: an officer who has not, of a kind that accuses a vehicle, while it
 * is open. What others wrote freely may name the plate, and is withheld from them.
 */
export const readsBlind = (
  asking: Asking & { readonly kind: ViolationKind; readonly permissions: readonly Permission[] },
): boolean =>
  accusesVehicle(asking.kind) && asking.permissions.includes('reviews.write') && !maySeeMachinePlate(asking)

/** The manifest as it is shown to who is to read the plate blind. */
export function withoutPlate({ plate: _hidden, ...shown }: Manifest): Manifest {
  return shown
}
