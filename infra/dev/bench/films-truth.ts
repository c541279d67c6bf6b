import { iou } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Film, FilmRule, Seen, Stayed } from '../films/film.ts'
import type { Stretch, TrueStay } from './rules.ts'

/** What is truly there while a film is played over and over; times in ms since it began. */
export interface FilmTruth {
  readonly stays: readonly TrueStay[]
  /** Whose box this is, at that time; null: nobody's who is written down. */
  readonly whoAt: (at: number, box: Box) => string | null
}

/** One round, ms. */
export const roundMs = ({ seconds, turning }: Film): number =>
  1000 * seconds * (turning === 'there-and-back' ? 2 : 1)

/** The second of the film that is shown. */
function secondAt(film: Film, at: number): number {
  const second = (at % roundMs(film)) / 1000
  return second < film.seconds ? second : 2 * film.seconds - second
}

function boxAt({ places }: Seen, second: number): Box | null {
  const next = places.findIndex(([at]) => at >= second)
  const [after, before] = [places[next], places[Math.max(0, next - 1)]]
  if (!after || !before || second < before[0]) return null
  const share = after[0] > before[0] ? (second - before[0]) / (after[0] - before[0]) : 0
  const mix = (side: 1 | 2 | 3 | 4): number => before[side] + (after[side] - before[side]) * share
  return { left: mix(1), top: mix(2), right: mix(3), bottom: mix(4) }
}

/** One stay in every round, forwards and backwards; stretches that meet are one. */
function stretchesOf(film: Film, stay: Stayed, filmMs: number): Stretch[] {
  const [whole, once] = [roundMs(film), 1000 * film.seconds]
  const [from, to] = [stay.from * 1000, Math.min(stay.to * 1000, once)]
  const inRound =
    film.turning === 'forwards'
      ? [[from, to]]
      : [
          [from, to],
          [2 * once - to, 2 * once - from],
        ]
  const all = Array.from({ length: Math.ceil(filmMs / whole) }, (_, round) =>
    inRound.map(([a = 0, b = 0]) => ({ from: round * whole + a, to: round * whole + b })),
  ).flat()
  const joined: Stretch[] = []
  for (const one of all.filter((each) => each.from < filmMs)) {
    const last = joined.at(-1)
    const to_ = Math.min(one.to, filmMs)
    const isEndSeen = one.to < filmMs
    if (last && one.from - last.to < meetMs) joined.splice(-1, 1, { ...last, to: to_, isEndSeen })
    else joined.push({ from: one.from, to: to_, isEndSeen })
  }
  return joined
}
/** What is there when a film turns is there still. */
const meetMs = 250

/** So much of a box must be somebody's for it to be theirs. */
const leastOverlap = 0.3

/** What a rule should find of a film that is played for so long. */
export function truthOf(film: Film, { stays }: FilmRule, filmMs: number): FilmTruth {
  const byName = (who: string): Seen | undefined => film.seen.find((one) => one.who === who)
  return {
    stays: stays.flatMap((stay) =>
      stretchesOf(film, stay, filmMs).map((stretch) => ({
        stretches: [stretch],
        placesAt(at: number) {
          const own = byName(stay.who)
          const box = own && boxAt(own, secondAt(film, at))
          return box ? [box] : []
        },
      })),
    ),
    whoAt(at, box) {
      const second = secondAt(film, at)
      const near = film.seen.flatMap((one) => {
        const own = boxAt(one, second)
        return own ? [{ who: one.who, share: iou(own, box) }] : []
      })
      const best = near.toSorted((a, b) => b.share - a.share)[0]
      return best && best.share >= leastOverlap ? best.who : null
    },
  }
}
