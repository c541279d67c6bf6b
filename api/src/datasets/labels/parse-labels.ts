import { objectClasses, type ObjectClass } from '@sightline/detectors/detection'
import {
  cocoLabelsSchema,
  type CocoDocument,
  type CocoImage,
  type CocoLabels,
} from '../../../contract/coco.ts'
import type { LabelProblem } from '../../../contract/datasets.ts'
import type { PixelBox } from './label.ts'

/** A tool rounds: a box may end so far outside of its picture. */
const edgePx = 1.5
const mostProblems = 50

/** A label as a tool wrote it: its id may be the tool's own. */
export interface Given {
  readonly id: number
  readonly class: ObjectClass
  readonly box: PixelBox
}

export interface Parsed {
  /** By our picture's id; every picture of the file is here, one without labels too. */
  readonly given: ReadonlyMap<number, readonly Given[]>
  /** The first of them, each with its place; empty: the file is sound. */
  readonly problems: readonly LabelProblem[]
}

const problem = (path: string, code: LabelProblem['code'], found: string | number): LabelProblem => ({
  path,
  code,
  found: String(found).slice(0, 100),
})
const nothing = (problems: readonly LabelProblem[]): Parsed => ({ given: new Map(), problems })

function read(text: string): CocoLabels | LabelProblem[] {
  try {
    const parsed = cocoLabelsSchema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    return parsed.error.issues
      .slice(0, mostProblems)
      .map(({ path, message }) => problem(pathOf(path), 'not_coco', message))
  } catch (error) {
    if (error instanceof SyntaxError) return [problem('', 'not_json', error.message)]
    throw error
  }
}

/** `annotations[3].bbox`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('')

/** Tools put folders before a name, or leave ours out. */
const lastPart = (name: string): string => name.split(/[\\/]/).at(-1) ?? name

type FileImage = CocoLabels['images'][number]

/** Ours by its name, which holds the beginning of its hash; a tool numbers pictures anew. */
function matchImages({ images }: CocoLabels, document: CocoDocument) {
  const ours = new Map(document.images.map((image) => [lastPart(image.file_name), image]))
  const known = new Map<number, CocoImage>()
  const taken = new Set<number>()
  const problems = images.flatMap((image, i): LabelProblem[] => {
    const mine = ours.get(lastPart(image.file_name))
    if (!mine) return [problem(`images[${i}].file_name`, 'picture_unknown', image.file_name)]
    if (taken.has(mine.id) || known.has(image.id))
      return [problem(`images[${i}]`, 'picture_twice', image.file_name)]
    taken.add(mine.id)
    known.set(image.id, mine)
    return otherThan(image, mine, i)
  })
  return { known, problems }
}

function otherThan({ width, height, sha256 }: FileImage, mine: CocoImage, i: number): LabelProblem[] {
  const isOtherSize =
    (width !== undefined && width !== mine.width) || (height !== undefined && height !== mine.height)
  return [
    ...(isOtherSize ? [problem(`images[${i}]`, 'picture_other_size', `${width}x${height}`)] : []),
    ...(sha256 !== undefined && sha256 !== mine.sha256
      ? [problem(`images[${i}].sha256`, 'picture_other_hash', sha256)]
      : []),
  ]
}

/** Within its picture; or what is wrong with it. */
function boxIn([x, y, w, h]: PixelBox, { width, height }: CocoImage): PixelBox | 'box_empty' | 'box_outside' {
  if (w <= 0 || h <= 0) return 'box_empty'
  if (x < -edgePx || y < -edgePx || x + w > width + edgePx || y + h > height + edgePx) return 'box_outside'
  const [left, top] = [Math.max(0, x), Math.max(0, y)]
  return [left, top, Math.min(width, x + w) - left, Math.min(height, y + h) - top]
}

type FileAnnotation = CocoLabels['annotations'][number]
interface Around {
  readonly known: ReadonlyMap<number, CocoImage>
  readonly names: ReadonlyMap<number, string>
  readonly seen: Set<number>
}

function readAnnotation(
  one: FileAnnotation,
  i: number,
  { known, names, seen }: Around,
): { picture: number; label: Given } | LabelProblem {
  const at = `annotations[${i}]`
  const image = known.get(one.image_id)
  if (!image) return problem(`${at}.image_id`, 'annotation_of_no_picture', one.image_id)
  if (seen.has(one.id)) return problem(`${at}.id`, 'annotation_twice', one.id)
  seen.add(one.id)
  const name = names.get(one.category_id)
  const known_class = objectClasses.find((ours) => ours === name)
  if (!known_class) return problem(`${at}.category_id`, 'class_unknown', name ?? one.category_id)
  const box = boxIn(one.bbox, image)
  if (typeof box === 'string') return problem(`${at}.bbox`, box, one.bbox.join(', '))
  return { picture: image.id, label: { id: one.id, class: known_class, box } }
}

/** Reads a COCO file that came back from a labelling tool, for the pictures of one export. Pure. */
export function parseLabels(text: string, document: CocoDocument): Parsed {
  const file = read(text)
  if (Array.isArray(file)) return nothing(file)
  const { known, problems } = matchImages(file, document)
  const given = new Map<number, Given[]>([...known.values()].map(({ id }) => [id, []]))
  const names = new Map(file.categories.map(({ id, name }) => [id, name]))
  const around = { known, names, seen: new Set<number>() }
  const wrong: LabelProblem[] = [...problems]
  file.annotations.forEach((one, i) => {
    const made = readAnnotation(one, i, around)
    if ('code' in made) wrong.push(made)
    else given.get(made.picture)?.push(made.label)
  })
  return { given, problems: wrong.slice(0, mostProblems) }
}
