import type { Box } from '../geometry/point.ts'

/** FNV-1a, 64 bit, as 16 hex digits (Fowler, Noll, Vo): a name, not a seal. */
function fnv1a(text: string): string {
  const hash = [...text].reduce(
    (h, char) => BigInt.asUintN(64, (h ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  )
  return hash.toString(16).padStart(16, '0')
}

export interface StayKey {
  readonly sourceId: string
  readonly ruleId: string
  readonly openedAt: number
  readonly place: Box
}

/**
 * The name of a stay: by source, rule, the ms it opened and its place to a ten-thousandth of the picture; URL-safe.
 * No counter enters it, so that a replay that begins with the stay's first frame finds the same name.
 */
export function findingIdOf({ sourceId, ruleId, openedAt, place }: StayKey): string {
  const corners = [place.left, place.top, place.right, place.bottom].map((v) => Math.round(v * 10_000))
  return `${openedAt}-${fnv1a(JSON.stringify([sourceId, ruleId, ...corners]))}`
}
