import { expect, it } from 'vitest'
import { allScenes } from './scenes/scenes.ts'
import { placeActor } from './truth.ts'
import { atOtherTimes } from './vary-times.ts'

const seeds = Array.from({ length: 20 }, (_, seed) => seed)
const scene = allScenes['reservoir-angler']!
const lengths = seeds.map((seed) => {
  const [stay] = atOtherTimes(scene, seed, [0.85, 1.25]).violations
  return stay!.to - stay!.from
})

it('is the same for the same seed, and of another length and begin for every other', () => {
  expect(atOtherTimes(scene, 3, [0.85, 1.25])).toEqual(atOtherTimes(scene, 3, [0.85, 1.25]))
  expect(new Set(lengths).size).toBe(seeds.length)
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(260 * 0.85)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(260 * 1.25)
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeGreaterThan(60)
})

it.each(Object.values(allScenes))('shows in $id what it showed, at another time', (original) => {
  for (const seed of seeds.slice(0, 5)) {
    const other = atOtherTimes(original, seed, [0.85, 1.25])
    expect(other.loopSeconds % 2).toBe(0)
    for (const [i, { from, to }] of original.violations.entries()) {
      const moved = other.violations[i]!
      const middle = (when: { from: number; to: number }): number => (when.from + when.to) / 2
      const places = (actors: typeof original.actors, seconds: number) =>
        actors
          .filter(({ id, as }) => (as ?? id) === original.violations[i]!.actorId)
          .flatMap((actor) => placeActor(actor, seconds) ?? [])
          .map(({ x, y }) => [x.toFixed(6), y.toFixed(6)])
      if (from === 0) continue
      expect(places(other.actors, middle(moved))).toEqual(places(original.actors, middle({ from, to })))
    }
  }
})

it('what goes on all through the loop goes on all through the new one', () => {
  const { violations, loopSeconds } = atOtherTimes(allScenes.reservoir!, 1, [1.2, 1.3])
  expect(violations[0]).toMatchObject({ from: 0, to: loopSeconds })
})
