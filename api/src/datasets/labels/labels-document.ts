import { objectClasses } from '@sightline/detectors/detection'
import type { CocoAnnotation, CocoDocument } from '../../../contract/coco.ts'
import type { Label, Labels } from './label.ts'

const round = (px: number): number => Math.round(px * 100) / 100

/** A label that a person drew, or drew anew: no model stands behind it. */
function drawn({ id, class: name, box }: Label, of: CocoDocument['images'][number]): CocoAnnotation {
  return {
    id,
    image_id: of.id,
    category_id: objectClasses.indexOf(name) + 1,
    bbox: [box[0], box[1], box[2], box[3]],
    area: round(box[2] * box[3]),
    iscrowd: 0,
    score: null,
    model_sha256: null,
    finding_id: null,
    rule: null,
    source_id: of.source_id,
    verdict: null,
    disputed: false,
    reason: null,
    plate: null,
    crop: null,
  }
}

/** As exported, with the labels that people corrected: what of an annotation they left keeps what was known of it. */
export function labelsDocument(document: CocoDocument, corrected: Labels, version: number): CocoDocument {
  const known = new Map(document.annotations.map((one) => [one.id, one]))
  const annotations = document.images.flatMap((image): CocoAnnotation[] => {
    const labels = corrected.get(image.id)
    if (!labels) return document.annotations.filter((one) => one.image_id === image.id)
    return labels.map((label) => {
      const fresh = drawn(label, image)
      const before = known.get(label.id)
      if (!before) return fresh
      const { category_id, bbox, area } = fresh
      return { ...before, category_id, bbox, area }
    })
  })
  return {
    ...document,
    info: { ...document.info, labels: version },
    images: document.images.map((image) => ({ ...image, checked: corrected.has(image.id) })),
    annotations,
  }
}
