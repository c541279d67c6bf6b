import type { Model } from '../../contract/models.ts'
import { Refusal } from '../refusal.ts'

export type ModelState = Model['state']
/** `change`: another manifest or file. `pass`, `fail`: what a dry run gave. */
export type ModelStep = 'change' | 'pass' | 'fail' | 'enable' | 'disable'

export interface Standing {
  readonly state: ModelState
  readonly hasFile: boolean
  readonly wasEnabled: boolean
}

const tried = { change: 'draft', pass: 'ready', fail: 'refused' } as const

/**
 * Every legal step. What workers run is never changed under them: it is disabled first. A change makes a draft, so that
 * whatever may be enabled has passed its dry run with exactly this file and manifest.
 */
const moves: Record<ModelState, Partial<Record<ModelStep, ModelState>>> = {
  draft: tried,
  refused: tried,
  ready: { ...tried, enable: 'enabled' },
  enabled: { disable: 'disabled' },
  disabled: { ...tried, enable: 'enabled' },
}

/** Where a step leads; `model_action_refused` where it is not legal. */
export function stateAfter(model: Standing, step: ModelStep): ModelState {
  const next = moves[model.state][step]
  const lacksFile = (step === 'pass' || step === 'fail') && !model.hasFile
  if (next === undefined || lacksFile) throw new Refusal('model_action_refused', { step, ...model })
  return next
}

/** What ever ran may stand in evidence and stays in the register: `model_action_refused`. */
export function refuseDeletion(model: Standing): void {
  if (model.wasEnabled) throw new Refusal('model_action_refused', { step: 'delete', ...model })
}
