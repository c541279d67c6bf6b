import { expect, it } from 'vitest'
import { modeAt, type ModeDecision } from './evidence-mode.ts'

const decisions: ModeDecision[] = [
  { mode: 'DIRECT', from: 100 },
  { mode: 'CLUE_ONLY', from: 300 },
  { mode: 'REMOTE_CONFIRM', from: 200 },
]

it.each([
  ['what nobody decided', [], 1_000, 'CLUE_ONLY'],
  ['before the first decision', decisions, 99, 'CLUE_ONLY'],
  ['in the moment of the first', decisions, 100, 'DIRECT'],
  ['until the second', decisions, 199, 'DIRECT'],
  ['from the second', decisions, 200, 'REMOTE_CONFIRM'],
  ['taken back', decisions, 5_000, 'CLUE_ONLY'],
] as const)('%s', (...[, all, at, mode]) => expect(modeAt(all, at)).toBe(mode))
