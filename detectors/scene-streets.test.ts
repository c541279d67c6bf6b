import { expect, it } from 'vitest'
import type { FindingEvent } from './finding.ts'
import { configOf, parking, play, rectangle } from './test/drawn-scene.ts'
import { streets } from './test/streets.ts'

const kerb = configOf(parking({ polygon: rectangle([0, 0.5], [1, 0.72]) }, { graceSeconds: 20 }))
const count = (events: readonly FindingEvent[], stage: string): number =>
  events.filter((event) => event.stage === stage).length

/** Four parked cars in each: one finding for each, whatever passes; it closes for the one that is seen to leave. */
it.each([
  ['traffic past a row of parked cars', 0],
  ['parked cars in rain', 0],
  ['parked cars at key frames, one leaves', 1],
] as const)('%s', (name, leaving) => {
  for (const seed of [1, 2, 3, 4]) {
    const { events } = play(streets[name]!(seed), kerb)
    expect([count(events, 'opened'), count(events, 'confirmed')]).toEqual([4, 4])
    expect(events.filter(({ stage }) => stage === 'closed').map(({ reason }) => reason)).toEqual(
      Array.from({ length: leaving }, () => 'left'),
    )
  }
})
