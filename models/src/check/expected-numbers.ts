import type { Tensor } from '../decode/output.ts'
import { ModelError } from '../model-error.ts'
import type { Detection } from '@sightline/detectors/detection'
import type { Scores } from '../crops/scores.ts'

/** What a model gave for one picture. */
export type Given = { readonly detections: Detection[] } | { readonly scores: Scores }

/** Rounding of a model's last step. */
const epsilon = 1e-4

const refuse = (found: number): never => {
  throw new ModelError('scores_out_of_range', { found: String(found) })
}

/** What is no number compares with nothing: a box of it would be neither kept nor dropped. */
export function expectNumbers(outputs: Readonly<Record<string, Tensor>>): void {
  for (const { data } of Object.values(outputs)) {
    const wrong = data.find((value) => !Number.isFinite(value))
    if (wrong !== undefined) refuse(wrong)
  }
}

/** A score above 1 passes every threshold of every rule. */
export function expectScores(seen: Given): void {
  const scores = 'scores' in seen ? Object.values(seen.scores) : seen.detections.map(({ score }) => score)
  const wrong = scores.find((score) => !(score >= -epsilon && score <= 1 + epsilon))
  if (wrong !== undefined) refuse(wrong)
}
