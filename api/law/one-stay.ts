import type { CloseReason } from '@sightline/detectors/finding'

/** Ends by which a thing was seen to have gone, or to have ceased where it was. Any other says only that watching ended. */
export const provenEnds: readonly CloseReason[] = ['left', 'left_in_grace', 'ceased', 'ceased_in_grace']

/** One finding as far as it is known whether another is of the same stay. Times in epoch ms. */
export interface KnownStay {
  readonly openedAt: number
  readonly closedAt: number | null
  readonly closeReason: string | null
}

/** When it was proved to be over; null: never, however often its watching ended. */
export const provenEndOf = ({ closedAt, closeReason }: KnownStay): number | null =>
  provenEnds.some((proof) => proof === closeReason) ? closedAt : null

/**
 * Whether two findings of one thing at one place may be one stay (行政处罚法 art. 29, domain list R6): neither was proved to be
 * over before the other began. Who cannot show that a car left between them has one act and not two.
 */
export function mayBeOneStay(a: KnownStay, b: KnownStay): boolean {
  const isBefore = (first: KnownStay, second: KnownStay): boolean => {
    const end = provenEndOf(first)
    return end !== null && end < second.openedAt
  }
  return !isBefore(a, b) && !isBefore(b, a)
}

/** Whether both were watched at one moment: then they are one stay, and nobody decides otherwise. */
export function areSeenTogether(a: KnownStay, b: KnownStay): boolean {
  const lastOf = ({ closedAt }: KnownStay): number => closedAt ?? Number.POSITIVE_INFINITY
  return a.openedAt <= lastOf(b) && b.openedAt <= lastOf(a)
}
