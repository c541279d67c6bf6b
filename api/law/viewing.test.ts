import { expect, it } from 'vitest'
import { refusalToView } from './viewing.ts'

it.each<[string, boolean, number | null, string | undefined]>([
  ['a source of our own, nothing said', false, null, undefined],
  ['a police source, nothing said', true, null, 'reason_needed'],
  ['a police source, said and still in time', true, 1001, undefined],
  ['a police source, said, to the millisecond too long ago', true, 1000, 'reason_needed'],
])('%s', (...[, isPolice, saidUntil, code]) =>
  expect(refusalToView({ isPolice, saidUntil, now: 1000 })?.code).toBe(code),
)
