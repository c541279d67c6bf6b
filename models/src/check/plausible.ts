import type { Detection } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import type { Tensor } from '../decode/output.ts'
import type { InputBox, Placement, Size } from '../letterbox.ts'
import type { Doubt } from './doubt.ts'
import type { Given } from './expected-numbers.ts'

/** What a model gave for one picture, before and after it was read. */
export interface Answer {
  readonly outputs: Readonly<Record<string, Tensor>>
  readonly seen: Given
  /** Its boxes of whatever class, also those that no rule reads, after suppression; none of a classifier. */
  readonly all: readonly Detection[]
  /** Every box at or above the threshold as the model gave it, in pixels of its input. */
  readonly boxes: readonly InputBox[]
  readonly placed: Placement
}

export interface Shown {
  /** Null where the dry run had none. */
  readonly picture: Answer | null
  /** A plain grey one, always. */
  readonly grey: Answer
  readonly input: Size
  /** How many classes of ours the model can report. */
  readonly classes: number
}

/** What two right manifests stay far below on 44 real pictures, and wrong ones pass: docs/measurements.md. */
export const limits = {
  /** Of whatever class, on one picture. */
  boxes: 100,
  /** So many boxes of one class say that the model knows no other. */
  ofOneClass: 60,
  /** So many boxes scored above `nearOne`, and so large a share of all. YOLO, YOLOX and CenterNet hardly ever are that sure. */
  sure: { boxes: 8, share: 0.25, nearOne: 0.99 },
  inGrey: 3,
  /** Sides of the input. */
  largest: 2,
  /** Pixels of the input: a smaller side is none. */
  smallest: 1,
} as const

/** Why what a model gave cannot be believed, every reason; none where it can. Pure. */
export function doubtsOf({ picture, grey, input, classes }: Shown): Doubt[] {
  const shown = picture ?? grey
  const inGrey = grey.all.length
  return [
    ...(picture ? lookDoubts(picture, grey) : []),
    ...(inGrey >= limits.inGrey ? [{ code: 'sees_in_grey' as const, facts: { objects: inGrey } }] : []),
    ...countDoubts(shown, classes),
    ...placeDoubts(shown, input),
  ]
}

/** Whether it looks at all: an answer that is there in grey too, or nothing, tells of no picture. */
function lookDoubts(picture: Answer, grey: Answer): Doubt[] {
  if (isSame(picture, grey)) return [{ code: 'same_as_grey', facts: {} }]
  const isNothing = 'detections' in picture.seen && picture.all.length + picture.boxes.length === 0
  return isNothing ? [{ code: 'sees_nothing', facts: {} }] : []
}

const detectionsOf = (seen: Given): readonly Detection[] => ('detections' in seen ? seen.detections : [])

function countDoubts({ seen, all }: Answer, classes: number): Doubt[] {
  const objects = all.length
  const doubts: Doubt[] = []
  if (objects > limits.boxes) doubts.push({ code: 'many_boxes', facts: { objects, most: limits.boxes } })
  const near = all.filter(({ score }) => score >= limits.sure.nearOne).length
  if (near >= limits.sure.boxes && near >= objects * limits.sure.share)
    doubts.push({ code: 'scores_near_one', facts: { objects, near } })
  const read = detectionsOf(seen)
  const names = new Set(read.map((one) => one.class))
  const [only] = names
  if (read.length >= limits.ofOneClass && classes > 1 && only && names.size === 1)
    doubts.push({ code: 'one_class', facts: { objects: read.length, class: only } })
  return doubts
}

/** Counted before suppression: there is one for every place in which the model believes. */
function placeDoubts({ boxes, placed }: Answer, input: Size): Doubt[] {
  const misplaced = boxes.filter((box) => isMisplaced(box, placed, input)).length
  if (misplaced === 0 || misplaced * 2 <= boxes.length) return []
  return [{ code: 'boxes_misplaced', facts: { boxes: boxes.length, misplaced } }]
}

function isMisplaced({ left, top, right, bottom }: InputBox, placed: Placement, input: Size): boolean {
  const [width, height] = [right - left, bottom - top]
  if (!(width >= limits.smallest && height >= limits.smallest)) return true
  if (width > input.width * limits.largest || height > input.height * limits.largest) return true
  const isBeside = right <= placed.x || left >= placed.x + placed.width
  return isBeside || bottom <= placed.y || top >= placed.y + placed.height
}

/** To the last digit, or the same things in the same places. */
function isSame(picture: Answer, grey: Answer): boolean {
  if (haveSameNumbers(picture.outputs, grey.outputs)) return true
  const [here, there] = [detectionsOf(picture.seen), detectionsOf(grey.seen)]
  const isThere = (one: Detection, others: readonly Detection[]) => others.some((other) => isOne(one, other))
  return (
    here.length > 0 &&
    here.length === there.length &&
    here.every((one) => isThere(one, there)) &&
    there.every((one) => isThere(one, here))
  )
}

const isOne = (a: Detection, b: Detection): boolean =>
  a.class === b.class && Math.abs(a.score - b.score) <= 0.01 && iou(a.box, b.box) >= 0.95

function haveSameNumbers(a: Answer['outputs'], b: Answer['outputs']): boolean {
  return Object.entries(a).every(([name, { data }]) => {
    const other = b[name]?.data
    return other?.length === data.length && data.every((value, i) => value === other[i])
  })
}
