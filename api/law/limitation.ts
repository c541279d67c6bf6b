const years = 2

/**
 * Until when an act may be punished (行政处罚法 art. 36): two years from its end; five where life, health or finances came to
 * harm, which nothing that a camera sees here tells. Epoch ms.
 */
export function limitationOf(actEndedAt: number): number {
  const end = new Date(actEndedAt)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end.getTime()
}
