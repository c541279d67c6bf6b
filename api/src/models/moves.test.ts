import { describe, expect, it } from 'vitest'
import { modelStates } from '../../contract/models.ts'
import { refuseDeletion, stateAfter, type ModelState, type ModelStep } from './moves.ts'

/** The law a second time: every state, every step, where it leads; `-` is refused. */
const law: Record<ModelState, Record<ModelStep, ModelState | '-'>> = {
  draft: { change: 'draft', pass: 'ready', fail: 'refused', enable: '-', disable: '-' },
  refused: { change: 'draft', pass: 'ready', fail: 'refused', enable: '-', disable: '-' },
  ready: { change: 'draft', pass: 'ready', fail: 'refused', enable: 'enabled', disable: '-' },
  enabled: { change: '-', pass: '-', fail: '-', enable: '-', disable: 'disabled' },
  disabled: { change: 'draft', pass: 'ready', fail: 'refused', enable: 'enabled', disable: '-' },
}
const rows = modelStates.flatMap((state) =>
  Object.entries(law[state]).map(([step, next]) => [state, step as ModelStep, next] as const),
)
const refused = 'model_action_refused'

describe('steps of a model', () => {
  it.each(rows)('%s, %s: %s', (state, step, next) => {
    const decide = () => stateAfter({ state, hasFile: true, wasEnabled: false }, step)
    if (next === '-') expect(decide).toThrow(refused)
    else expect(decide()).toBe(next)
  })

  it.each(['pass', 'fail'] as const)('no dry run (%s) without a file', (step) =>
    expect(() => stateAfter({ state: 'draft', hasFile: false, wasEnabled: false }, step)).toThrow(refused),
  )

  it('what was ever enabled is not deleted, also when a change made it a draft again', () => {
    expect(() => refuseDeletion({ state: 'draft', hasFile: true, wasEnabled: true })).toThrow(refused)
    expect(() => refuseDeletion({ state: 'ready', hasFile: true, wasEnabled: false })).not.toThrow()
  })
})
