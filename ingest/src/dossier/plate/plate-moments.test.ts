import { expect, it } from 'vitest'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Pin } from '../pinned.ts'
import { plateMoments } from './plate-moments.ts'

const s = 1000
/** A picture every 500 ms, a key frame every 2 s, from one second to another. */
function pinOf(from: number, to: number): { pin: Pin } {
  const fragments = Array.from({ length: (to - from) * 2 }, (_, i) => {
    const at = from * s + i * 500
    const isKey = i % 4 === 0
    return { at, arrivedAt: at, bytes: 1, isKey, sha256: '0'.repeat(64), pts: at }
  })
  const segment = fragments.length > 0 ? { initSha256: '0'.repeat(64), fragments } : null
  return { pin: { format: 'sightline.pin/1', askedFromAt: from * s, askedToAt: to * s, segment } }
}
interface Row {
  readonly opened?: [number, number]
  readonly confirmed?: [number, number]
  readonly dwell: [number, number]
  readonly taken?: number[]
}

it.each<[string, Row, [FindingStage, number][]]>([
  [
    'one of the opened stage, two of the confirmed one',
    { opened: [10, 24], confirmed: [110, 120], dwell: [12, 118] },
    [
      ['opened', 12],
      ['confirmed', 110],
      ['confirmed', 116],
    ],
  ],
  [
    'none from before the vehicle stood, none from after its last sight',
    { opened: [10, 16], confirmed: [20, 30], dwell: [13, 25] },
    [
      ['opened', 14],
      ['confirmed', 20],
      ['confirmed', 24],
    ],
  ],
  [
    'none that was taken, and none twice where the segments overlap',
    { opened: [10, 18], confirmed: [10, 18], dwell: [10, 18], taken: [10] },
    [
      ['opened', 12],
      ['confirmed', 14],
      ['confirmed', 16],
    ],
  ],
  ['what there is', { opened: [10, 10], confirmed: [20, 22], dwell: [0, 30] }, [['confirmed', 20]]],
  ['nothing was pinned', { dwell: [0, 30] }, []],
])('%s', (...[, { opened, confirmed, dwell, taken = [] }, expected]) => {
  const pins = new Map<FindingStage, { pin: Pin }>()
  if (opened) pins.set('opened', pinOf(...opened))
  if (confirmed) pins.set('confirmed', pinOf(...confirmed))
  const event = { dwell: { fromAt: dwell[0] * s, toAt: dwell[1] * s, seenFrames: 1, longestGapMs: 0 } }
  const moments = plateMoments(
    pins,
    event,
    taken.map((at) => at * s),
  )
  expect(moments.map(({ stage, fragment }) => [stage, fragment.at / s])).toEqual(expected)
})
