import type { ManifestOf } from '../manifest.ts'
import type { Tensor } from '../decode/output.ts'

/** The probability of each label, 0..1. */
export type Scores = Readonly<Record<string, number>>

type Activation = ManifestOf<'classifier'>['activation']

const activations: Readonly<Record<Activation, (values: readonly number[]) => number[]>> = {
  none: (values) => [...values],
  softmax(values) {
    const highest = Math.max(...values)
    const powers = values.map((value) => Math.exp(value - highest))
    const sum = powers.reduce((a, b) => a + b, 0)
    return powers.map((power) => power / sum)
  },
  sigmoid: ([logit = 0]) => [1 / (1 + Math.exp(logit)), 1 / (1 + Math.exp(-logit))],
}

/** What a classifier's numbers mean. */
export function scoresOf(
  { data }: Tensor,
  { labels, activation }: Pick<ManifestOf<'classifier'>, 'labels' | 'activation'>,
): Scores {
  const scores = activations[activation]([...data])
  if (scores.length !== labels.length)
    throw new Error(`the classifier gives ${scores.length} scores for ${labels.length} labels`)
  return Object.fromEntries(labels.map((label, i) => [label, scores[i] ?? 0]))
}

/** The likeliest label. */
export function labelOf(scores: Scores): { label: string; score: number } {
  const [label, score] = Object.entries(scores).reduce((a, b) => (b[1] > a[1] ? b : a), ['', -Infinity])
  return { label, score }
}
