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
  images: z.array(
    z.object({ id: z.int(), file_name: z.string(), width: z.int().positive(), height: z.int().positive() }),
  ),
  annotations: z.array(
    z.object({
      image_id: z.int(),
      category_id: z.int(),
      bbox: z.tuple([z.number(), z.number(), side, side]),
      area: side,
      iscrowd: z.union([z.literal(0), z.literal(1)]).default(0),
    }),
  ),
  categories: z.array(z.object({ id: z.int(), name: z.string() })),
})

export interface DatasetImage {
  readonly id: number
  readonly path: string
  readonly width: number
  readonly height: number
}

/** Pictures and what is in them, in our vocabulary; `passedOver` are categories that no rule of ours reads. */
export interface Dataset {
  readonly images: readonly DatasetImage[]
  readonly truths: readonly Truth[]
  readonly passedOver: readonly string[]
}

/** Ours by the data set's name: COCO's where it is one of those, else our own. */
function classOf(name: string): ObjectClass | null {
  const coco = cocoNames.indexOf(name)
  if (coco >= 0) return cocoClasses[coco] ?? null
  return objectClasses.find((ours) => ours === name) ?? null
}

/** Reads a folder with `instances.json` (COCO's format) and its pictures beside it; anything else is `dataset_unreadable`. */
export async function readDataset(folder: string): Promise<Dataset> {
  const file = join(folder, 'instances.json')
  const refuse = (reason: string, cause?: unknown) =>
    new ModelError('dataset_unreadable', { file, reason }, { cause })
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw refuse('no instances.json in the folder', cause)
  })
  const parsed = datasetSchema.safeParse(parseJson(text, refuse))
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  const { images, annotations, categories } = parsed.data
  const names = new Map(categories.map(({ id, name }) => [id, name]))
  return {
    images: images.map(({ file_name, ...image }) => ({ ...image, path: join(folder, file_name) })),
    truths: annotations.flatMap(({ image_id, category_id, bbox, area, iscrowd }) => {
      const category = classOf(names.get(category_id) ?? '')
      return category ? [{ image: image_id, category, box: bbox, area, crowd: iscrowd === 1 }] : []
    }),
    passedOver: categories.map(({ name }) => name).filter((name) => !classOf(name)),
  }
}

function parseJson(text: string, refuse: (reason: string, cause: unknown) => ModelError): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refuse('not JSON', cause)
  }
}
