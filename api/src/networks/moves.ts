import type { Network } from '../../contract/networks.ts'
import { Refusal } from '../refusal.ts'

export type NetworkState = Network['state']
/** `change`: another manifest or file. `pass`, `fail`: what a dry run gave. */
export type NetworkStep = 'change' | 'pass' | 'fail' | 'enable' | 'disable'

export interface Standing {
  readonly state: NetworkState
  readonly hasFile: boolean
  readonly wasEnabled: boolean
}

const tried = { change: 'draft', pass: 'ready', fail: 'refused' } as const

/**
 * Every legal step. What workers run is never changed under them: it is disabled first. A change makes a draft, so that
 * whatever may be enabled has passed its dry run with exactly this file and manifest.
 */
const moves: Record<NetworkState, Partial<Record<NetworkStep, NetworkState>>> = {
  draft: tried,
  refused: tried,
  ready: { ...tried, enable: 'enabled' },
  enabled: { disable: 'disabled' },
  disabled: { ...tried, enable: 'enabled' },
}

/** Where a step leads; `network_action_refused` where it is not legal. */
export function stateAfter(network: Standing, step: NetworkStep): NetworkState {
  const next = moves[network.state][step]
  const lacksFile = (step === 'pass' || step === 'fail') && !network.hasFile
  if (next === undefined || lacksFile) throw new Refusal('network_action_refused', { step, ...network })
  return next
}

/** What ever ran may stand in evidence and stays in the register: `network_action_refused`. */
export function refuseDeletion(network: Standing): void {
  if (network.wasEnabled) throw new Refusal('network_action_refused', { step: 'delete', ...network })
}
