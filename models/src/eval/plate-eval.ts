import { proportion, type Proportion } from '@sightline/detectors/measures/proportion'

/** One picture of a vehicle: what two officers read, and what the machine did; '' is nothing. */
export interface ReadPlate {
  readonly truth: string
  readonly read: string
}

/** A character that is there, and what was read in its place; '' is nothing. */
export interface CharacterPair {
  readonly truth: string
  readonly read: string
}

/** Fewest changes from one text to the other (Levenshtein), as pairs of the first one's characters; what was read besides is passed over. */
export function alignCharacters(truth: string, read: string): CharacterPair[] {
  const [from, to] = [[...truth], [...read]]
  const cost = from.map(() => new Array<number>(to.length + 1).fill(0))
  const at = (i: number, j: number): number => {
    if (i === from.length) return to.length - j
    return cost[i]?.[j] ?? 0
  }
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length; j >= 0; j--) {
      const replaced = j < to.length ? at(i + 1, j + 1) + Number(from[i] !== to[j]) : Infinity
      const added = j < to.length ? at(i, j + 1) + 1 : Infinity
      const row = cost[i]
      if (row) row[j] = Math.min(replaced, at(i + 1, j) + 1, added)
    }
  return walk(from, to, at)
}

function walk(from: readonly string[], to: readonly string[], at: (i: number, j: number) => number) {
  const pairs: CharacterPair[] = []
  let [i, j] = [0, 0]
  while (i < from.length) {
    const truth = from[i] ?? ''
    if (j < to.length && at(i, j) === at(i + 1, j + 1) + Number(truth !== to[j])) {
      pairs.push({ truth, read: to[j] ?? '' })
      i += 1
      j += 1
    } else if (at(i, j) === at(i + 1, j) + 1) {
      pairs.push({ truth, read: '' })
      i += 1
    } else j += 1
  }
  return pairs
}

export interface PlateEvaluation {
  /** Read to the letter. */
  readonly exact: Proportion
  readonly nothingRead: number
  /** Of characters: all, and each that was missed at least once, the most often missed first. */
  readonly all: Proportion
  readonly characters: readonly {
    readonly character: string
    readonly right: Proportion
    /** What was read in its place, the commonest first. */
    readonly readAs: readonly string[]
  }[]
}

/** Every plate, and every character of every plate. */
export function evaluatePlates(plates: readonly ReadPlate[]): PlateEvaluation {
  const pairs = plates.flatMap(({ truth, read }) => alignCharacters(truth, read))
  const isRight = ({ truth, read }: CharacterPair): boolean => truth === read
  const characters = [...new Set(pairs.map(({ truth }) => truth))].map((character) => {
    const own = pairs.filter(({ truth }) => truth === character)
    const missed = own.filter((pair) => !isRight(pair)).map(({ read }) => read)
    const readAs = [...new Set(missed)].toSorted((a, b) => countOf(missed, b) - countOf(missed, a))
    return { character, right: proportion(own.length - missed.length, own.length), readAs }
  })
  return {
    exact: proportion(plates.filter(isRight).length, plates.length),
    nothingRead: plates.filter(({ read }) => read === '').length,
    all: proportion(pairs.filter(isRight).length, pairs.length),
    characters: characters
      .filter(({ readAs }) => readAs.length > 0)
      .toSorted((a, b) => b.right.tries - b.right.hits - (a.right.tries - a.right.hits)),
  }
}

const countOf = (list: readonly string[], one: string): number => list.filter((other) => other === one).length
