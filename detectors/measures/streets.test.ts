import { describe, expect, it } from 'vitest'
import { shift } from '../geometry/box.ts'
import type { TrueFrame } from '../test/street-scene.ts'
import { streets } from '../test/streets.ts'
import { steady } from '../tracking/steady.ts'
import { trackerDefaults } from '../tracking/track.ts'
import { emptyTracker, track } from '../tracking/tracker.ts'
import { hota } from './hota.ts'
import { idf1, idSwitches } from './identity.ts'
import type { LabelledFrame } from './labelled.ts'

/** What the tracker makes of a film, beside its truth. */
function followed(film: readonly TrueFrame[]): readonly LabelledFrame[] {
  let state = emptyTracker
  return film.map((frame) => {
    state = track(state, steady(frame), trackerDefaults).state
    const seen = state.tracks.filter(({ seenAt }) => seenAt === frame.at)
    return { truth: frame.truth, result: seen.map(({ id, box }) => ({ id, box: shift(box, frame.shift) })) }
  })
}

const seeds = [1, 2, 3, 4]
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Floors of HOTA and IDF1, a ceiling of id switches a minute: near what was measured when they were set. */
const rows = [
  ['two lanes of traffic', 0.845, 0.94, 1],
  ['fast traffic', 0.83, 0.93, 4],
  ['traffic past a row of parked cars', 0.85, 0.95, 1],
  ['a bus stops in front of parked cars for 20 s', 0.845, 0.95, 1],
  ['parked cars in rain', 0.475, 0.71, 4],
  ['parked cars at key frames, one leaves', 0.845, 0.95, 1],
  ['traffic past parked cars, looked at now and then', 0.81, 0.9, 20],
  ['walkers who pass each other', 0.835, 0.93, 2],
  ['people to and fro, turning behind each other', 0.545, 0.5, 32],
  ['a camera that shakes', 0.835, 0.925, 4],
] as const

describe('the tracker on drawn streets', () => {
  it('is measured on all of them', () => {
    expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(streets).toSorted())
  })

  it.each(rows)('%s', (...[name, minHota, minIdf1, maxSwitches]) => {
    const films = seeds.map((seed) => followed(streets[name]!(seed)))
    expect(mean(films.map((film) => hota(film).hota))).toBeGreaterThan(minHota)
    expect(mean(films.map(idf1))).toBeGreaterThan(minIdf1)
    expect(mean(films.map(idSwitches))).toBeLessThanOrEqual(maxSwitches)
  })
})
