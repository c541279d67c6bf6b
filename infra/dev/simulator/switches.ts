/** What can be done to a camera while it runs. */
export interface Switches {
  /** New connections are turned away. */
  readonly refuse: boolean
  /** Connections stay open and nothing is sent. */
  readonly stall: boolean
  /** The same picture again and again; time stamps go on. Begins and ends at a key frame. */
  readonly freeze: boolean
  /** Begins and ends at a key frame, as do `cover` and `shift`; of several the first in this order wins. */
  readonly blacken: boolean
  readonly cover: boolean
  readonly shift: boolean
  /** It has no loudspeaker. */
  readonly mute: boolean
  /** Milliseconds by which the camera's clock is ahead of the true time. */
  readonly skew: number
}

export const noSwitches: Switches = {
  refuse: false,
  stall: false,
  freeze: false,
  blacken: false,
  cover: false,
  shift: false,
  mute: false,
  skew: 0,
}

/** One turn of a switch. `drop` closes every connection, once. */
export type SwitchTurn =
  | { readonly name: 'drop' }
  | { readonly name: Exclude<keyof Switches, 'skew'>; readonly value: boolean }
  | { readonly name: 'skew'; readonly value: number }

export type TurnRefusal = 'switch_unknown' | 'switch_value_invalid'

const flags = ['refuse', 'stall', 'freeze', 'blacken', 'cover', 'shift', 'mute'] as const

/** Reads a turn that came from outside, or says why it is none. */
export function parseTurn(input: unknown): SwitchTurn | TurnRefusal {
  if (typeof input !== 'object' || input === null || !('name' in input)) return 'switch_unknown'
  const { name } = input
  const value = 'value' in input ? input.value : undefined
  if (name === 'drop') return { name }
  if (name === 'skew')
    return typeof value === 'number' && Number.isFinite(value) ? { name, value } : 'switch_value_invalid'
  const flag = flags.find((known) => known === name)
  if (flag) return typeof value === 'boolean' ? { name: flag, value } : 'switch_value_invalid'
  return 'switch_unknown'
}
