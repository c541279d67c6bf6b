import { cocoCategories, cocoDocumentSchema, type CocoDocument } from '../../contract/coco.ts'
import type { Begun } from './begin-export.ts'
import type { Built } from './build-set.ts'

const description =
  'Training data from enforcement findings. Every picture is a derivative: heads and number plates are hidden; the ' +
  'originals are sealed evidence and unchanged. To be used for the approved purpose only.'

/** annotations.json of what was built. */
export function documentOf({ id, asked, approval }: Begun, built: Built, at: number): CocoDocument {
  const { number, approvedBy, approvedOn, validUntil, purpose } = approval
  return cocoDocumentSchema.parse({
    info: {
      description,
      version: 'sightline.dataset/1',
      date_created: new Date(at).toISOString(),
      export: id,
      set: asked.set,
      approval: {
        number,
        approved_by: approvedBy,
        approved_on: approvedOn,
        valid_until: validUntil,
        purpose,
      },
      seed: asked.seed,
      counts: built.counts,
      labels: 0,
    },
    images: built.images,
    annotations: built.annotations,
    categories: cocoCategories,
  })
}
