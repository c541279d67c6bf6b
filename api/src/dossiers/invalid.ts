import { Refusal } from '../refusal.ts'

/** A dossier that is not what it says it is; `problem` says in one word why. */
export const invalid = (problem: string, facts: Record<string, unknown> = {}): Refusal =>
  new Refusal('dossier_invalid', { problem, ...facts })
