import { describe, expect, it } from 'vitest'
import { traceSchema } from '@sightline/api/contract/dossier'
import { ownBoxAt } from './own-box.ts'
import { isPlayedEnough } from './played.ts'

const box = (left: number) => ({ left, top: 0.1, right: left + 0.1, bottom: 0.2 })
const frame = (at: number, left: number | null) => ({
  at,
  detections: [],
  own: left === null ? null : box(left),
})
const trace = traceSchema.parse({
  format: 'sightline.trace/1',
  sourceId: 's1',
  trackId: 1,
  frames: [frame(1_000, 0.1), frame(2_000, null), frame(3_000, 0.3), frame(9_000, 0.4)],
})

it.each([
  ['on a judged frame', 1_000, 0.1],
  ['nearer to the earlier frame', 1_400, 0.1],
  ['nearest frame did not see it', 2_100, null],
  ['nearer to the later frame', 2_700, 0.3],
  ['in a hole of the trace', 6_000, null],
  ['just before the first', 0, 0.1],
  ['long after the last', 20_000, null],
])('own box %s', (_, at, left) => expect(ownBoxAt(trace, at)?.left ?? null).toBe(left))
it('no trace, no box', () => expect(ownBoxAt(null, 1_000)).toBeNull())

describe('a clip counts as opened', () => {
  const ranges = (...all: [number, number][]) => ({
    length: all.length,
    start: (i: number) => all[i]![0],
    end: (i: number) => all[i]![1],
  })
  it.each([
    ['not at all', ranges(), 10, false],
    ['a first moment', ranges([0, 1]), 10, false],
    ['two seconds', ranges([0, 2]), 10, true],
    ['two seconds in parts', ranges([0, 1], [5, 6]), 10, true],
    ['the whole of a short one', ranges([0, 0.5]), 0.5, true],
    ['a length that is not known yet', ranges([0, 2]), Number.NaN, true],
  ])('%s', (...[, played, durationS, isEnough]) => expect(isPlayedEnough(played, durationS)).toBe(isEnough))
})
