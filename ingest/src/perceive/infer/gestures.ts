import type { Detection } from '@sightline/detectors/detection'
import { intersection } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { gesturesOf } from '@sightline/detectors/pose/gesture'
import { headOfBody } from '@sightline/detectors/pose/regions'
import type { Bodies } from './bodies.ts'
import type { NeededGestures } from './needed-gestures.ts'
import { inZones } from './regions.ts'

export interface Gesturing {
  /** Of the camera's picture, width by height. */
  readonly aspect: number
  readonly persons: readonly Box[]
  readonly bodies: Bodies
  /** All that the models saw. */
  readonly seen: readonly Detection[]
  readonly needed: NeededGestures
}

/** The gesture alone passes the rules' least score; what a model sees in the hand makes it surer. */
const score = { alone: 0.5, withThing: 0.45 } as const

/** What hands at mouths and ears stand for, where a rule says so. */
export const judgeGestures = ({ aspect, persons, bodies, seen, needed }: Gesturing): Detection[] =>
  needed.gestures.flatMap(({ place, class: type, zones }) =>
    inZones(persons, zones).flatMap((person) => {
      const body = bodies.get(person)
      const head = body && headOfBody(body, { aspect })
      if (!head) return []
      const found = gesturesOf(body, head, { aspect }).filter((gesture) => gesture.place === place)
      return found.map(({ distance, hand }): Detection => {
        const things = seen.filter((one) => one.class === type && intersection(one.box, hand) > 0)
        const thing = things.length > 0 ? Math.max(...things.map((one) => one.score)) : null
        return {
          class: type,
          score: Number((score.alone + score.withThing * (thing ?? 0)).toFixed(3)),
          box: hand,
          gesture: { place, distance: Number(distance.toFixed(3)), thing },
        }
      })
    }),
  )
