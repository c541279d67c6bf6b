/** How much of a clip must have been played before it counts as opened, seconds; the whole of a shorter one. */
export const playedEnoughS = 2

interface Ranges {
  readonly length: number
  readonly start: (i: number) => number
  readonly end: (i: number) => number
}

/** Whether the parts of a clip that were really played add up to an opening. Dragging the slider plays nothing. */
export function isPlayedEnough(played: Ranges, durationS: number): boolean {
  let sum = 0
  for (let i = 0; i < played.length; i += 1) sum += played.end(i) - played.start(i)
  const wanted = Number.isFinite(durationS) ? Math.min(playedEnoughS, durationS * 0.95) : playedEnoughS
  return sum > 0 && sum >= wanted
}
