import { expect, it } from 'vitest'
import { capturedAtOf } from './picture-query.ts'
import { shownConnection } from './shown-state.ts'

const at = 1_000_000
it.each([
  ['fresh answer, fresh frame', 'live', at - 200, 0, 'live'],
  ['a frame exactly 5 s old', 'live', at - 5_000, 0, 'live'],
  ['a frame older than 5 s is never live', 'live', at - 5_001, 0, 'silent'],
  ['the answer ages on this screen', 'live', at - 3_000, 2_500, 'silent'],
  ['an answer older than 5 s says nothing', 'live', at, 5_001, 'unknown'],
  ['an old answer about a fault says nothing either', 'fault', null, 6_000, 'unknown'],
  ['called live, but no frame ever came', 'live', null, 0, 'silent'],
  ['a fault', 'fault', at - 90_000, 0, 'fault'],
  ['off', 'off', null, 1_000, 'off'],
] as const)('%s', (...[, connection, lastSampleAt, answerAgeMs, shown]) =>
  expect(shownConnection({ connection, lastSampleAt }, { at, answerAgeMs })).toBe(shown),
)

it.each([
  ['1760000000000', 1_760_000_000_000],
  [null, null],
  ['', null],
  ['now', null],
])('capture time %s', (header, capturedAt) => expect(capturedAtOf(header)).toBe(capturedAt))
