import type { AlertStatus } from '../../contract/alerts.ts'
import type { Manifest } from '../../contract/dossier.ts'

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
  status === 'filed' ||
  status === 'rejected' ||
  reviews.some((review) => review.officerId === personId && review.plate !== null)

/** The manifest as it is shown to who is to read the plate blind. */
export function withoutPlate({ plate: _hidden, ...shown }: Manifest): Manifest {
  return shown
}
