import { paramProblems, stayRules } from '@sightline/detectors/rules/table'
import { expect, it } from 'vitest'
import { films } from './films.ts'

it.each(films)('$id names its licence, its bytes, and people and rules that are there', (film) => {
  expect(film.licence + film.attribution).not.toBe('')
  for (const { sha256, bytes } of film.copies) {
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(bytes).toBeGreaterThan(0)
  }
  for (const { kind, params, stays } of film.rules) {
    expect(paramProblems(kind, params)).toEqual([])
    expect(stayRules[kind].kind).toBe(kind)
    for (const { who, from, to } of stays) {
      expect(film.seen.map((one) => one.who)).toContain(who)
      expect(from).toBeLessThan(to)
      expect(to).toBeLessThanOrEqual(film.seconds)
    }
  }
})

it.each(films.flatMap(({ seen }) => seen))(
  '$who is written down in order, within the picture',
  ({ places }) => {
    expect(places.map(([second]) => second)).toEqual(
      places.map(([second]) => second).toSorted((a, b) => a - b),
    )
    for (const [, left, top, right, bottom] of places) {
      expect(left).toBeLessThan(right)
      expect(top).toBeLessThan(bottom)
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
      expect(Math.max(right, bottom)).toBeLessThanOrEqual(1)
    }
  },
)

it('has every stay within the time its person is in sight', () => {
  for (const { seen, rules } of films)
    for (const { who, from, to } of rules.flatMap(({ stays }) => stays)) {
      const { places } = seen.find((one) => one.who === who)!
      expect(places[0]![0]).toBeLessThanOrEqual(from)
      expect(places.at(-1)![0]).toBeGreaterThanOrEqual(to)
    }
})
