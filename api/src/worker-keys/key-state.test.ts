import { expect, it } from 'vitest'
import { keyStateAt } from './key-state.ts'

const trusted = { decision: 'trusted', from: new Date(5_000) } as const
const revoked = { decision: 'revoked', from: new Date(9_000) } as const

it.each([
  ['nobody decided', [], 1_000, 'waiting'],
  ['trusted', [trusted], 6_000, 'trusted'],
  ['trusted after it came', [trusted], 1_000, 'trusted'],
  ['before it was revoked', [trusted, revoked], 8_999, 'trusted'],
  ['from its revocation on', [trusted, revoked], 9_000, 'revoked'],
  ['in whichever order they are read', [revoked, trusted], 9_001, 'revoked'],
  ['revoked while it waited', [revoked], 9_001, 'revoked'],
  ['revoked later, while it waits', [revoked], 8_000, 'waiting'],
] as const)('%s: %j at %i is %s', (...[, decisions, at, state]) => {
  expect(keyStateAt(decisions, at)).toBe(state)
})
