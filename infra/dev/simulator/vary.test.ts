import { contains } from '@sightline/detectors/geometry/polygon'
import { describe, expect, it } from 'vitest'
import { canvas, toPicture } from './scene.ts'
import { allScenes } from './scenes/scenes.ts'
import { boxOf, placeActor, truthAt } from './truth.ts'
import { vary, weathers } from './vary.ts'
import { zonesInView } from './zones.ts'

const seeds = Array.from({ length: 40 }, (_, seed) => seed)

it('is the same for the same seed, and another for every other', () => {
  const scene = allScenes.pavement!
  expect(vary(scene, 7)).toEqual(vary(scene, 7))
  const distinct = new Set(seeds.map((seed) => JSON.stringify({ ...vary(scene, seed), id: '', cameras: [] })))
  expect(distinct.size).toBe(seeds.length)
})

it('meets every weather within forty seeds', () => {
  const met = new Set(seeds.map((seed) => vary(allScenes.plaza!, seed).weather))
  expect(met.size).toBe(Object.keys(weathers).length)
})

it.each(Object.values(allScenes))('leaves what $id is about as it was', (scene) => {
  for (const seed of seeds.slice(0, 10)) {
    const other = vary(scene, seed)
    expect(other.violations).toEqual(scene.violations)
    expect(other.actors.map(({ look, ...rest }) => [rest, look?.hat, look?.apron])).toEqual(
      scene.actors.map(({ look, ...rest }) => [rest, look?.hat, look?.apron]),
    )
  }
})

it.each(Object.values(allScenes))('still shows every violation of $id in its zone', (scene) => {
  const rows = seeds.slice(0, 10).flatMap((seed) => {
    const { cameras, ...other } = vary(scene, seed)
    return cameras.flatMap(({ view }) => other.violations.map((violation) => ({ view, violation, ...other })))
  })
  for (const { view, violation, zones, actors } of rows) {
    const middle = (violation.from + violation.to) / 2
    const [placed] = actors
      .filter(({ id, as }) => (as ?? id) === violation.actorId)
      .flatMap((actor) => placeActor(actor, middle) ?? [])
    const foot = toPicture(view, placed!)
    const zone = zonesInView(zones, view).find(({ id }) => id === violation.zoneId)!
    expect(contains(zone.polygon, foot), violation.actorId).toBe(true)
  }
})

describe('a swaying mast', () => {
  const still = allScenes.pavement!
  const windy = { ...still, weather: weathers.wind }
  const leftOf = (scene: typeof still, seconds: number) =>
    truthAt(scene, scene.cameras[0]!.view, seconds).find(({ actorId }) => actorId === 'car-a')!.box.left

  it('moves the truth by no more than it sways, and comes back every two seconds', () => {
    const offs = Array.from({ length: 50 }, (_, k) => leftOf(windy, 40 + k / 25) - leftOf(still, 40))
    expect(Math.max(...offs.map(Math.abs))).toBeLessThanOrEqual(weathers.wind.sway / canvas.width + 1e-9)
    expect(Math.max(...offs) - Math.min(...offs)).toBeGreaterThan(weathers.wind.sway / canvas.width)
    expect(leftOf(windy, 42.36)).toBeCloseTo(leftOf(windy, 40.36), 9)
  })
  it('does not move the world', () => {
    const placed = placeActor(windy.actors[0]!, 40)!
    expect(boxOf(placed, windy.cameras[0]!.view).left).toBe(leftOf(still, 40))
  })
})
