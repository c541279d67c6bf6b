import { contains } from '@sightline/detectors/geometry/polygon'
import { describe, expect, it } from 'vitest'
import { wholeView, type Actor, type Scene } from './scene.ts'
import { placeActor, truthAt } from './truth.ts'
import { allScenes, scenes } from './scenes/scenes.ts'
import { zonesInView } from './zones.ts'
import { planGroups } from './render/groups.ts'

const car: Actor = {
  id: 'car',
  class: 'car',
  sprite: 'car-rear',
  path: [
    { at: 2, x: 0.2, y: 0.5, scale: 1 },
    { at: 4, x: 0.6, y: 0.7, scale: 1 },
  ],
  visible: { from: 1, to: 8 },
}
const sceneWith = (actors: Actor[]): Scene => ({
  id: 'test',
  name: { zh: '', en: '' },
  loopSeconds: 10,
  backdrop: '',
  zones: [],
  violations: [],
  actors,
  cameras: [{ id: 'test-whole', name: { zh: '', en: '' }, view: wholeView }],
})

describe('where an actor is', () => {
  it.each([
    ['not there before it appears', 0.99, null],
    ['stands at its first keyframe before it moves', 1, { x: 0.2, y: 0.5 }],
    ['is half way at half time', 3, { x: 0.4, y: 0.6 }],
    ['stands at its last keyframe afterwards', 7.9, { x: 0.6, y: 0.7 }],
    ['is gone at the end, exclusive', 8, null],
  ])('%s', (_, seconds, expected) => {
    const placed = placeActor(car, seconds)
    if (expected === null) expect(placed).toBeNull()
    else {
      expect(placed?.x).toBeCloseTo(expected.x)
      expect(placed?.y).toBeCloseTo(expected.y)
    }
  })
})

describe('the truth of a picture', () => {
  it('repeats with the loop', () => {
    expect(truthAt(sceneWith([car]), wholeView, 13)).toEqual(truthAt(sceneWith([car]), wholeView, 3))
  })
  it('is the drawn body in parts of the picture', () => {
    const [seen] = truthAt(sceneWith([car]), wholeView, 7)
    expect(seen?.box.right ?? 0).toBeCloseTo(0.6 + 180 / 1920)
    expect(seen?.box.bottom ?? 0).toBeCloseTo(0.7)
    expect(seen?.visibleShare).toBe(1)
  })
  it('grows with a closer view and is cut at the edge of the picture', () => {
    const [seen] = truthAt(sceneWith([car]), { left: 0.6, top: 0.4, width: 0.4 }, 7)
    expect(seen?.box.left).toBe(0)
    expect(seen?.box.right ?? 0).toBeCloseTo(180 / 1920 / 0.4)
    expect(seen?.visibleShare).toBe(0.5)
  })
  it('hides what stands behind something nearer', () => {
    const nearer: Actor = { ...car, id: 'nearer', path: [{ at: 0, x: 0.6, y: 0.75, scale: 1.4 }] }
    const seen = truthAt(sceneWith([nearer, car]), wholeView, 7)
    expect(seen.map(({ actorId }) => actorId)).toEqual(['car', 'nearer'])
    expect(seen[0]?.visibleShare).toBeLessThan(0.2)
    expect(seen[1]?.visibleShare).toBe(1)
  })
})

describe.each(Object.values(allScenes))('scene $id', (scene) => {
  it('loops in whole groups of pictures, with ordered paths and unique ids', () => {
    expect(scene.loopSeconds % 2).toBe(0)
    expect(new Set(scene.actors.map(({ id }) => id)).size).toBe(scene.actors.length)
    for (const { path } of scene.actors)
      expect(path.map(({ at }) => at)).toEqual(path.map(({ at }) => at).toSorted((a, b) => a - b))
  })
  it('has zones within the picture of every camera', () => {
    for (const { view } of scene.cameras)
      for (const { x, y } of zonesInView(scene.zones, view).flatMap(({ polygon }) => polygon)) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(Math.max(x, y)).toBeLessThanOrEqual(1)
      }
  })
  it('has every violation in its zone, out of its bays, from the first second to the last', () => {
    for (const { actorId, zoneId, from, to } of scene.violations) {
      const zone = scene.zones.find(({ id }) => id === zoneId)!
      for (const seconds of [from, (from + to) / 2, to - 0.01]) {
        const own = scene.actors.filter(({ id, as }) => (as ?? id) === actorId)
        const placed = own.flatMap((actor) => placeActor(actor, seconds) ?? [])
        expect(placed, `${actorId} at ${seconds} s`).not.toHaveLength(0)
        expect(contains(zone.polygon, placed[0]!)).toBe(true)
        expect(zone.bays.some((bay) => contains(bay, placed[0]!))).toBe(false)
      }
    }
  })
  it('plays every group of its loop from one that is encoded, fewer than there are', () => {
    for (const { view } of scene.cameras) {
      const { encode, play } = planGroups(scene, view)
      expect(play).toHaveLength(scene.loopSeconds / 2)
      expect(new Set(play).size).toBe(encode.length)
      expect(encode.length).toBeLessThan(play.length)
    }
  })
  it('never plays a group twice in a row, nor two whose key frames are of one noise, nor where the loop closes', () => {
    for (const { view } of scene.cameras) {
      const { noise, play } = planGroups(scene, view)
      for (const [i, group] of play.entries()) expect(noise[group]).not.toBe(noise[play.at(i - 1)!])
    }
  })
})

it('keeps car A of the pavement in the zone from second 10 to 74, and car B for ten seconds only', () => {
  const at = (seconds: number) =>
    truthAt(scenes.pavement!, wholeView, seconds).filter(({ class: type }) => type === 'car')
  const box = (seconds: number, id: string) => at(seconds).find(({ actorId }) => actorId === id)?.box
  expect(box(10, 'car-a')?.left).toBeCloseTo(box(74, 'car-a')?.left ?? 0, 9)
  expect(box(25, 'car-b')?.left).toBeCloseTo(box(33, 'car-b')?.left ?? 0, 9)
  expect(box(38, 'car-b')).toBeUndefined()
  expect(box(85, 'car-a')).toBeUndefined()
})

describe('scenes made for a rule', () => {
  const shareOf = ([sceneId, actorId, seconds]: readonly [string, string, number]) => {
    const scene = allScenes[sceneId]!
    const seen = truthAt(scene, scene.cameras[0]!.view, seconds)
    return seen.find((one) => one.actorId === actorId)?.visibleShare
  }
  it.each([
    ['the parked car, before the bus', ['pavement-hidden', 'car-parked', 50], [0.9, 1]],
    ['the parked car, behind the bus', ['pavement-hidden', 'car-parked', 90], [0, 0.05]],
    ['the parked car, after the bus', ['pavement-hidden', 'car-parked', 130], [0.9, 1]],
    ['a cook behind the counter', ['kitchen-cat', 'cook', 20], [0.4, 0.7]],
  ] as const)('%s', (_, asked, [least, most]) => {
    const share = shareOf(asked)
    expect(share).toBeGreaterThanOrEqual(least)
    expect(share).toBeLessThanOrEqual(most)
  })
  it('keeps the bus in its bay, and the delivery in the zone for less than any grace', () => {
    const { actors, zones } = allScenes['pavement-hidden']!
    const at = (id: string, seconds: number) =>
      placeActor(
        actors.find((actor) => actor.id === id)!,
        seconds,
      )
    expect(contains(zones[0]!.bays[0]!, at('bus', 90)!)).toBe(true)
    expect(contains(zones[0]!.polygon, at('delivery', 160)!)).toBe(true)
    expect(at('delivery', 184)).toBeNull()
  })
  it('flickers where it burns, and nowhere else', () => {
    const heights = (actorId: string) =>
      [60, 60.2, 60.4, 60.6].map((seconds) => {
        const { box } = truthAt(allScenes['yard-fire']!, wholeView, seconds).find(
          (one) => one.actorId === actorId,
        )!
        return (box.bottom - box.top).toFixed(3)
      })
    expect(new Set(heights('fire')).size).toBe(4)
    expect(new Set(heights('lamp')).size).toBe(1)
  })
  it('is one cook who turns away, and one who wears no hat', () => {
    const ids = (sceneId: string, seconds: number) =>
      truthAt(allScenes[sceneId]!, wholeView, seconds).map((one) => `${one.actorId} ${one.class}`)
    for (const seconds of [10, 20, 40]) expect(ids('kitchen-cat', seconds)).toContain('cook person')
    expect(ids('kitchen', 20)).toContain('cook-no-hat no_hat')
    expect(ids('kitchen', 36)).not.toContain('cook-no-hat no_hat')
  })
})
