import { z } from 'zod'
import { objectClasses, type ObjectClass } from '@sightline/detectors/detection'
import type { CocoDocument } from '../../../contract/coco.ts'
import { pixelBoxSchema } from '../../../contract/datasets.ts'

/** Left, top, width, height in pixels of the picture. */
export type PixelBox = readonly [number, number, number, number]

/** One object that is labelled in a picture. `id` is that of its annotation; an added one has the next that is free. */
export interface Label {
  readonly id: number
  readonly class: ObjectClass
  readonly box: PixelBox
}

/** The labels of pictures, by the picture's id. */
export type Labels = ReadonlyMap<number, readonly Label[]>

const labelSchema = z.object({ id: z.int().positive(), class: z.enum(objectClasses), box: pixelBoxSchema })
const storedSchema = z.array(z.object({ picture: z.int().positive(), labels: z.array(labelSchema) }))

/** As they are stored. */
export const toStored = (labels: Labels) =>
  [...labels].map(([picture, all]) => ({
    picture,
    labels: all.map(({ id, class: name, box }) => ({ id, class: name, box: [...box] })),
  }))

export const fromStored = (stored: unknown): Labels =>
  new Map(storedSchema.parse(stored).map(({ picture, labels }) => [picture, labels]))

/** Those of the export itself. */
export function exportedLabels({ images, annotations, categories }: CocoDocument): Labels {
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]))
  const labels = new Map<number, Label[]>(images.map(({ id }) => [id, []]))
  for (const { id, image_id, category_id, bbox } of annotations) {
    const name = nameOf.get(category_id)
    if (name) labels.get(image_id)?.push({ id, class: name, box: bbox })
  }
  return labels
}

/** A picture that a later version has takes that version's labels. */
export const laterOver = (before: Labels, later: Labels): Labels => new Map([...before, ...later])
