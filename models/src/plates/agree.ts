import type { PlateColour, PlateReading } from './plate-reading.ts'
import { isPlate, textOf } from './plate-text.ts'
import type { ReadCharacter } from './read-line.ts'

/** Why a plate is not legible. */
export type IllegibleReason =
  'no_plate' | 'too_small' | 'too_few_frames' | 'not_a_plate' | 'frames_disagree' | 'low_confidence'

/** What several pictures of one vehicle say about its plate. A text that is not legible is a hint for a person, no more. */
export type PlateVerdict = {
  readonly text: string
  /** Per character: the mean over all frames, where a frame that read another counts as 0. */
  readonly characters: readonly ReadCharacter[]
  readonly colour: PlateColour | null
  /** How many frames read exactly this text. */
  readonly frames: number
} & ({ readonly kind: 'legible' } | { readonly kind: 'not_legible'; readonly reason: IllegibleReason })

/** What it takes to call a plate legible. */
export interface AgreementRule {
  readonly minFrames: number
  readonly minConfidence: number
  readonly minHeightPx: number
}
export const agreementDefaults: AgreementRule = { minFrames: 2, minConfidence: 0.9, minHeightPx: 20 }

/**
 * One reading per frame, all of one vehicle. The commonest length, then a vote per character by confidence. Legible only
 * where more than half of the frames that are large enough read exactly the voted text, enough of them without a doubtful
 * character, and no character is doubtful over all frames.
 */
export function agree(readings: readonly PlateReading[], rule = agreementDefaults): PlateVerdict {
  const large = readings.filter(({ heightPx }) => heightPx >= rule.minHeightPx)
  const characters = vote(large.length > 0 ? large : readings)
  const text = textOf(characters)
  const exact = large.filter((reading) => reading.text === text)
  const sure = (read: readonly ReadCharacter[]) =>
    read.every(({ confidence }) => confidence >= rule.minConfidence)
  const said = {
    text,
    characters,
    frames: exact.length,
    colour: commonest(readings.map(({ colour }) => colour)),
  }
  const counts = {
    readings: readings.length,
    large: large.length,
    exact: exact.length,
    sure: sure(characters) ? exact.filter((reading) => sure(reading.characters)).length : 0,
  }
  const reason = doubt(text, counts, rule)
  return reason ? { ...said, kind: 'not_legible', reason } : { ...said, kind: 'legible' }
}

/** How many frames gave a reading, one large enough, the agreed text, the agreed text without a doubt. */
interface Counts {
  readonly readings: number
  readonly large: number
  readonly exact: number
  readonly sure: number
}

function doubt(text: string, { readings, large, exact, sure }: Counts, { minFrames }: AgreementRule) {
  if (readings === 0) return 'no_plate'
  if (readings < minFrames) return 'too_few_frames'
  if (large < minFrames) return 'too_small'
  if (!isPlate(text)) return 'not_a_plate'
  if (exact < minFrames || exact * 2 <= large) return 'frames_disagree'
  return sure < minFrames ? 'low_confidence' : null
}

function vote(readings: readonly PlateReading[]): ReadCharacter[] {
  const length = commonest(readings.map(({ characters }) => characters.length)) ?? 0
  const same = readings.filter(({ characters }) => characters.length === length)
  return Array.from({ length }, (_, i) => {
    const weights = new Map<string, number>()
    for (const { characters } of same) {
      const { character = '', confidence = 0 } = characters[i] ?? {}
      weights.set(character, (weights.get(character) ?? 0) + confidence)
    }
    const [character, weight] = [...weights].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0])
    return { character, confidence: weight / readings.length }
  })
}

/** The value that comes most often, the earliest of equals. */
function commonest<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce<[T, number] | null>((a, b) => (a && a[1] >= b[1] ? a : b), null)?.[0] ?? null
}
