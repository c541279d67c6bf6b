import type { Detection, Frame, ObjectClass } from '../detection.ts'
import { grow, height, intersection, width } from '../geometry/box.ts'
import type { Shape } from '../shape.ts'
import type { Silence } from './silence.ts'
import type { SizedKind } from './sized-kinds.ts'

/**
 * What the first looks at a view say of how the camera hangs. Plain data, bounded. A model that never saw cars from above
 * calls them phones: a phone that nobody holds, at several places of a street, is a car seen too steeply.
 */
export interface ViewSigns {
  readonly looks: number
  /** Sights of vehicles. */
  readonly vehicles: number
  /** Looks that showed something like a vehicle near enough to be known, and those of them in which one was surely known. */
  readonly near: number
  readonly known: number
  /** Sights of odd things, by the part of the picture. */
  readonly odd: Readonly<Record<string, number>>
  /** Sure sights of people, and how many of them were wider than high. */
  readonly people: number
  readonly lying: number
  /** Once said it stays, until the view is another one. */
  readonly steep: boolean
  readonly turned: boolean
}

export const noSigns: ViewSigns = {
  looks: 0,
  vehicles: 0,
  near: 0,
  known: 0,
  odd: {},
  people: 0,
  lying: 0,
  steep: false,
  turned: false,
}

/** The saved form. */
export const signsShape: Shape = {
  fields: {
    looks: 'number',
    vehicles: 'number',
    near: 'number',
    known: 'number',
    odd: { recordOf: 'number' },
    people: 'number',
    lying: 'number',
    steep: 'boolean',
    turned: 'boolean',
  },
}

/** As a rule begins with. */
const counts = 0.35
const sure = 0.6
/** What a street has nowhere but in a hand. */
const oddClasses: readonly ObjectClass[] = ['phone']
const vehicleClasses: readonly ObjectClass[] = ['car', 'bus', 'truck']

const grid = 10
const cellOf = ({ box }: Detection): string => {
  const at = (from: number, to: number): number =>
    Math.min(grid - 1, Math.max(0, Math.floor(((from + to) / 2) * grid)))
  return `${at(box.left, box.right)}-${at(box.top, box.bottom)}`
}

/** In a hand, or near one. */
const isHeld = (thing: Detection, people: readonly Detection[]): boolean =>
  people.some(({ box }) => intersection(grow(box, { x: width(box) / 2, y: height(box) / 8 }), thing.box) > 0)

/** Things that a street has nowhere but in a hand, and in nobody's. */
export function oddOf(detections: readonly Detection[]): readonly Detection[] {
  const people = detections.filter((one) => one.class === 'person')
  return detections.filter(
    (one) => one.score >= counts && oddClasses.includes(one.class) && !isHeld(one, people),
  )
}

/** Cars, buses and lorries that a rule could begin with. */
const vehiclesOf = (detections: readonly Detection[]): readonly Detection[] =>
  detections.filter((one) => one.score >= counts && vehicleClasses.includes(one.class))

/** Wide enough to be known where cars are seen as people see them, as a share of the picture. */
const nearWidth = 0.04
/**
 * Of 42 pictures of streets with something like a vehicle so wide 39 show one that is surer than this, of 42 from straight above
 * none (docs/measurements.md).
 */
const surelyKnown = 0.65
const nearOf = (detections: readonly Detection[]): readonly Detection[] =>
  detections.filter(
    (one) => [...vehicleClasses, ...oddClasses].includes(one.class) && width(one.box) >= nearWidth,
  )

/** Whether a vehicle is known for what it is. */
export const isKnown = (detections: readonly Detection[]): boolean =>
  nearOf(detections).some((one) => one.score >= surelyKnown && vehicleClasses.includes(one.class))

/** So many looks are remembered with their full weight. */
const memory = 400

const halved = (signs: ViewSigns): ViewSigns => ({
  ...signs,
  looks: signs.looks / 2,
  vehicles: signs.vehicles / 2,
  near: signs.near / 2,
  known: signs.known / 2,
  odd: Object.fromEntries(Object.entries(signs.odd).flatMap(([cell, n]) => (n >= 1 ? [[cell, n / 2]] : []))),
  people: signs.people / 2,
  lying: signs.lying / 2,
})

/** One look later. `aspect`: the picture's width over its height, so that a person's shape is one in pixels. */
export function seeLook(
  before: ViewSigns,
  { detections }: Pick<Frame, 'detections'>,
  aspect: number,
): ViewSigns {
  const { looks, vehicles, near, known, odd, people, lying, ...said } =
    before.looks >= memory ? halved(before) : before
  const oddNow = { ...odd }
  for (const one of oddOf(detections)) oddNow[cellOf(one)] = (oddNow[cellOf(one)] ?? 0) + 1
  const seen = detections.filter((one) => one.class === 'person' && one.score >= sure)
  const across = seen.filter(({ box }) => width(box) * aspect > height(box))
  const now = {
    looks: looks + 1,
    vehicles: vehicles + vehiclesOf(detections).length,
    near: near + Number(nearOf(detections).length > 0),
    known: known + Number(isKnown(detections)),
    odd: oddNow,
    people: people + seen.length,
    lying: lying + across.length,
  }
  return { ...now, steep: said.steep || isSteep(now), turned: said.turned || isTurned(now) }
}

type Counted = Omit<ViewSigns, 'steep' | 'turned'>

/** So many looks before anything is said, so many of one odd thing, at so many places, and so many beside the vehicles. */
const leastLooks = 8
const leastOfOne = 4
const leastPlaces = 2
const leastShare = 0.25
/** Where vehicles are hardly ever surely known, one such place is enough. */
const hardlyEver = 0.1

function isSteep({ looks, vehicles, near, known, odd }: Counted): boolean {
  const lasting = Object.values(odd).filter((n) => n >= leastOfOne)
  const sights = lasting.reduce((a, b) => a + b, 0)
  const places = near >= leastLooks && known <= near * hardlyEver ? 1 : leastPlaces
  return looks >= leastLooks && lasting.length >= places && sights >= (sights + vehicles) * leastShare
}

/** Of so many sure sights of people most are wider than high. */
const leastPeople = 12
const mostLie = 0.7
const isTurned = ({ people, lying }: Counted): boolean => people >= leastPeople && lying >= people * mostLie

/** After so many looks at what may be vehicles one should have been surely known. The first that is takes this back for good. */
const leastNear = 30

/** Why rules about such a thing can say nothing on the view; null: they can. */
export function unfitFor({ steep, turned, near, known }: ViewSigns, thing: SizedKind): Silence | null {
  if (turned) return 'turned'
  if (thing !== 'vehicle') return null
  if (steep) return 'steep'
  return near >= leastNear && known === 0 ? 'hardly_known' : null
}
