import { monthsLater } from './calendar.ts'

const months = 24

/**
 * Until when an act may be punished (行政处罚法 art. 36): two years from its end; five where life, health or finances came to
 * harm, which nothing that a camera sees here tells. Epoch ms.
 */
export const limitationOf = (actEndedAt: number): number => monthsLater(actEndedAt, months)
