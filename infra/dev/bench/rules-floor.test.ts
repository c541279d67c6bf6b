import { stayKinds } from '@sightline/detectors/finding'
import { describe, expect, it } from 'vitest'
import { measureRule } from './rules-measure.ts'
import { lookAlikePlan, rulePlans } from './rules-plan.ts'

it('measures every rule that watches something stay, on at least a hundred variations', () => {
  expect(rulePlans.map(({ kind }) => kind).toSorted()).toEqual([...stayKinds].toSorted())
  for (const { scenes } of rulePlans)
    expect(scenes.reduce((sum, [, variations]) => sum + variations, 0)).toBeGreaterThanOrEqual(100)
})

/** One variation of each scene: what `npm run bench:rules` measures on a hundred. */
describe.each(rulePlans)('$kind', (plan) => {
  const isAsked = (eye: string, cadence: string): boolean => eye === 'perfect' || cadence === 'as it runs'
  const rows = measureRule(plan, { atMost: 1, isAsked })
  it('finds what is due and nothing else, to the pixel', () => {
    for (const { cadence, tally } of rows.filter(({ standIn }) => standIn === 'perfect')) {
      expect(tally.falseAlarms, cadence).toBe(0)
      expect(tally.hits, cadence).toBe(tally.due)
    }
  })
  it('finds as it runs what it finds at the full rate', () => {
    const asItRuns = rows.find(({ standIn, cadence }) => standIn === 'ordinary' && cadence === 'as it runs')!
    expect(asItRuns.tally).toMatchObject({ hits: asItRuns.tally.due, falseAlarms: 0 })
  })
  it('claims from its begin to its end, as near as it may be off', () => {
    const { tally } = rows.find(({ standIn, cadence }) => standIn === 'perfect' && cadence === '5 fps')!
    expect(tally.due).toBeGreaterThan(0)
    expect(Math.max(...tally.beginErrors, ...tally.endErrors)).toBeLessThanOrEqual(1000)
  })
})

/** Statues, posters, posts, figures in a window, drops on the lens: a model takes them for people, and nobody may be accused. */
it('finds the angler beside what looks like people, and nothing of that', { timeout: 120_000 }, () => {
  const tallies = measureRule(lookAlikePlan, { atMost: 1 }).map(({ tally }) => tally)
  for (const { due, hits, falseAlarms } of tallies) {
    expect(due).toBeGreaterThan(0)
    expect(hits / due).toBeGreaterThanOrEqual(0.98)
    expect(hits / (hits + falseAlarms)).toBeGreaterThanOrEqual(0.98)
  }
})
