import { monthsLater } from './calendar.ts'

const months = 24
/** So long before its end it is said that an act can soon be punished no more (R9), ms. */
const warnMs = 30 * 86_400_000

/**
 * Until when an act may be punished (行政处罚法 art. 36): two years from its end; five where life, health or finances came to
 * harm, which nothing that a camera sees here tells. Epoch ms.
 */
export const limitationOf = (actEndedAt: number): number => monthsLater(actEndedAt, months)

/** How the term stands that ends then, the moment itself within it: `near` in its last thirty days. */
export function limitationState(limitedTo: number, now: number): 'ahead' | 'near' | 'over' {
  if (now > limitedTo) return 'over'
  return limitedTo - now <= warnMs ? 'near' : 'ahead'
}
