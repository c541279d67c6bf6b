import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { grow, height, iou, width } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'

/** A part of a picture, 0..1, and in how many cells of one colour across it is shown. */
export interface Hidden {
  readonly box: Box
  readonly across: number
}

/** What is known of a picture: what was seen in it and just before and after, and the accused's own box. */
export interface Sight {
  readonly seen: readonly Pick<Detection, 'class' | 'box'>[]
  /** Faces that something else found. */
  readonly faces: readonly Box[]
  /** Its plate stays legible; null: none does. */
  readonly shown: Box | null
  readonly widthPx: number
  readonly heightPx: number
}

/** A head is two of these across or less: two colours by two tell nobody apart. */
const headCells = 4
/** A plate is at most a quarter as wide as its vehicle: three cells by one. Trucks paint theirs two and a half times as large. */
const plateCells = 12
const largePlateCells = 6
/** A plate of a narrower vehicle has characters of four pixels or less. */
const leastVehiclePx = 100
/** A face behind the windscreen of a narrower one is under 27 pixels wide. */
const leastCabinPx = 300

const vehicles: readonly ObjectClass[] = ['car', 'bus', 'truck', 'motorcycle']
/** Boxes that are a head, or a part of a person with one. */
const heads: readonly ObjectClass[] = ['no_mask', 'no_hat', 'no_uniform', 'smoking']

const upper = (box: Box, share: number): Box => ({ ...box, bottom: box.top + height(box) * share })
const lower = (box: Box, share: number): Box => ({ ...box, top: box.bottom - height(box) * share })
/** A box is not exact, and who moves is elsewhere a moment later. */
const wider = (box: Box): Box => grow(box, { x: width(box) * 0.15, y: height(box) * 0.08 })

/** How much of a person's box may hold the head: of one who stands the top, of one who bends, sits or lies more. */
function headShare(box: Box, { widthPx, heightPx }: Sight): number {
  const shape = (width(box) * widthPx) / (height(box) * heightPx)
  if (shape < 0.6) return 0.35
  return shape < 1 ? 0.65 : 1
}

function ofPerson(box: Box, sight: Sight): Hidden {
  return { box: wider(upper(box, headShare(box, sight))), across: headCells }
}

function ofVehicle({ class: kind, box }: Sight['seen'][number], sight: Sight): Hidden[] {
  const acrossPx = width(box) * sight.widthPx
  const cabin = acrossPx < leastCabinPx ? [] : [{ box: upper(box, 0.45), across: plateCells }]
  const isShown = sight.shown !== null && iou(box, sight.shown) > 0.5
  if (isShown || acrossPx < leastVehiclePx) return cabin
  if (kind === 'bus' || kind === 'truck') return [{ box: wider(box), across: largePlateCells }]
  const band = kind === 'motorcycle' ? box : lower(box, 0.65)
  return [...cabin, { box: wider(band), across: plateCells }]
}

/**
 * What must not be recognised: the head of every person, the plate of every vehicle but one that is shown. By where things
 * were seen, generously: a plate is somewhere on its vehicle, and nobody looks where.
 */
export function hiddenOf(sight: Sight): Hidden[] {
  const seen = sight.seen.flatMap((one): Hidden[] => {
    if (one.class === 'person') return [ofPerson(one.box, sight)]
    if (heads.includes(one.class)) return [{ box: wider(one.box), across: headCells }]
    return vehicles.includes(one.class) ? ofVehicle(one, sight) : []
  })
  return [...seen, ...sight.faces.map((box) => ({ box: wider(wider(box)), across: headCells }))]
}
