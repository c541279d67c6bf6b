import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { objectClasses } from '@sightline/detectors/detection'
import type { ObjectClass } from '@sightline/detectors/detection'
import { cocoClasses, cocoNames } from '../manifests/coco-classes.ts'
import { ModelError } from '../model-error.ts'
import type { Truth } from './match.ts'

const side = z.number().nonnegative()
const datasetSchema = z.object({
  /** Of an export of ours alone. */
  info: z
    .object({ version: z.unknown().optional(), set: z.enum(['objects', 'plates']).catch('objects') })
    .catch({ set: 'objects' })
    .optional(),
  images: z.array(
    z.object({
      id: z.int(),
      file_name: z.string(),
      width: z.int().positive(),
      height: z.int().positive(),
      checked: z.boolean().default(false),
    }),
  ),
  annotations: z.array(
    z.object({
      image_id: z.int(),
      category_id: z.int(),
      bbox: z.tuple([z.number(), z.number(), side, side]),
      area: side,
      iscrowd: z.union([z.literal(0), z.literal(1)]).default(0),
      verdict: z.string().nullish(),
      rule: z.object({ kind: z.string() }).nullish().catch(null),
      plate: z.string().nullish(),
    }),
  ),
  categories: z.array(z.object({ id: z.int(), name: z.string() })),
})
type File = z.output<typeof datasetSchema>

export interface DatasetImage {
  readonly id: number
  readonly path: string
  readonly width: number
  readonly height: number
  /** A person looked at every label: what has none is not there. */
  readonly checked: boolean
}

/** `crowd` too where nobody confirmed an exported label: it may be there, so that it counts for nothing. */
export interface DatasetTruth extends Truth {
  /** The rule whose finding it was; null: of none. */
  readonly rule: string | null
}

/** Pictures and what is in them, in our vocabulary; `passedOver` are categories that no rule of ours reads. */
export interface Dataset {
  readonly images: readonly DatasetImage[]
  readonly truths: readonly DatasetTruth[]
  readonly passedOver: readonly string[]
  /** Null: not exported by us. */
  readonly set: 'objects' | 'plates' | null
  /** Of a set of plates: what two officers read in each picture. */
  readonly plates: ReadonlyMap<number, string>
}

/** Ours by the data set's name: COCO's where it is one of those, else our own. */
function classOf(name: string): ObjectClass | null {
  const coco = cocoNames.indexOf(name)
  if (coco >= 0) return cocoClasses[coco] ?? null
  return objectClasses.find((ours) => ours === name) ?? null
}

const ours = 'sightline.dataset/1'
/** COCO's own name, and that of our exports. */
const names = ['instances.json', 'annotations.json'] as const

async function readText(folder: string): Promise<{ text: string; file: string }> {
  for (const name of names) {
    const file = join(folder, name)
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
      throw error
    })
    if (text !== null) return { text, file }
  }
  const reason = `no ${names.join(' or ')} in the folder`
  throw new ModelError('dataset_unreadable', { file: folder, reason })
}

/** Reads a folder with `instances.json` (COCO's format) or `annotations.json` (an export of ours) and its pictures; anything else is `dataset_unreadable`. */
export async function readDataset(folder: string): Promise<Dataset> {
  const { text, file } = await readText(folder)
  const refuse = (reason: string, cause?: unknown) =>
    new ModelError('dataset_unreadable', { file, reason }, { cause })
  const parsed = datasetSchema.safeParse(parseJson(text, refuse))
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  const { images, annotations, categories, info } = parsed.data
  const set = info?.version === ours ? info.set : null
  const checked = new Map(images.map((image) => [image.id, set === null || image.checked]))
  return {
    images: images.map(({ file_name, ...image }) => ({
      ...image,
      path: join(folder, file_name),
      checked: checked.get(image.id) ?? true,
    })),
    truths: truthsOf(parsed.data, checked),
    passedOver: categories.map(({ name }) => name).filter((name) => !classOf(name)),
    set,
    plates: new Map(annotations.flatMap(({ image_id, plate }) => (plate ? [[image_id, plate]] : []))),
  }
}

function truthsOf({ annotations, categories }: File, checked: ReadonlyMap<number, boolean>): DatasetTruth[] {
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]))
  return annotations.flatMap(({ image_id, category_id, bbox, area, iscrowd, verdict, rule }) => {
    const category = classOf(nameOf.get(category_id) ?? '')
    if (!category) return []
    const isSure = (checked.get(image_id) ?? true) || verdict === 'right'
    const crowd = iscrowd === 1 || !isSure
    return [{ image: image_id, category, box: bbox, area, crowd, rule: rule?.kind ?? null }]
  })
}

function parseJson(text: string, refuse: (reason: string, cause: unknown) => ModelError): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refuse('not JSON', cause)
  }
}
