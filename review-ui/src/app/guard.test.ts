import { expect, it } from 'vitest'
import { safeTarget } from './guard.ts'

it.each([
  ['nothing asked', null, '/'],
  ['a page of ours', '/alerts/a1?exhibit=x', '/alerts/a1?exhibit=x'],
  ['another site', 'https://evil.example', '/'],
  ['another site without its scheme', '//evil.example', '/'],
  ['the same with a backslash', '/\\evil.example', '/'],
  ['the sign-in page itself', '/sign-in?from=/x', '/'],
])('after sign-in: %s', (_, from, target) => expect(safeTarget(from)).toBe(target))
