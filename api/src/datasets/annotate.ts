import { objectClasses, type ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import type { CocoAnnotation } from '../../contract/coco.ts'
import type { DatasetSet } from '../../contract/datasets.ts'
import type { Manifest } from '../../contract/dossier.ts'
import type { Chosen } from './choose.ts'
import type { TraceFrame } from '../hiding/read-finding.ts'
import { toPixels } from '../hiding/sight-at.ts'

/** A detection is the accused's where it is its box, near enough. */
const sameBox = 0.5

export interface Annotating {
  readonly set: DatasetSet
  readonly finding: Chosen
  readonly manifest: Manifest
  readonly frame: TraceFrame
  readonly image: { readonly id: number; readonly width: number; readonly height: number }
}
type Annotation = Omit<CocoAnnotation, 'id' | 'crop'>
type Seen = TraceFrame['detections'][number]

const categoryOf = (name: ObjectClass): number => objectClasses.indexOf(name) + 1

/** The model whose box it is, where that is known: the one that the finding rests on, if no other looked. */
function modelOf({ network, networks = [] }: Manifest, isAccused: boolean): string | null {
  return network !== null && (isAccused || networks.length <= 1) ? network.sha256 : null
}

/** The detection that is the accused, if it was seen in this frame. */
function accusedIn({ detections, own }: TraceFrame): Seen | null {
  if (!own) return null
  const [best] = detections
    .map((seen) => ({ seen, overlap: iou(seen.box, own) }))
    .filter(({ overlap }) => overlap >= sameBox)
    .toSorted((a, b) => b.overlap - a.overlap)
  return best?.seen ?? null
}

const ofFinding = ({ id, kind, ruleId, ruleVersion, conclusion }: Chosen) => ({
  finding_id: id as NonNullable<Annotation['finding_id']>,
  rule: { id: ruleId as NonNullable<Annotation['rule']>['id'], version: ruleVersion, kind },
  ...conclusion,
})
const ofNone = { finding_id: null, rule: null, verdict: null, disputed: false, reason: null }

const whole = { left: 0, top: 0, right: 1, bottom: 1 }

/** What was seen in a picture, in the order of the trace; the accused with what people concluded of the finding. */
export function annotationsOf({ set, finding, manifest, frame, image }: Annotating): Annotation[] {
  const accused = accusedIn(frame)
  const shown = set === 'plates' ? (accused ? [accused] : []) : frame.detections
  return shown.flatMap((seen): Annotation[] => {
    const isAccused = seen === accused
    const bbox = toPixels(set === 'plates' ? whole : seen.box, image)
    if (!bbox) return []
    const about = isAccused ? ofFinding(finding) : ofNone
    return [
      {
        image_id: image.id,
        category_id: categoryOf(seen.class),
        bbox,
        area: Math.round(bbox[2] * bbox[3] * 100) / 100,
        iscrowd: 0,
        score: seen.score,
        model_sha256: modelOf(manifest, isAccused),
        source_id: finding.sourceId as Annotation['source_id'],
        plate: set === 'plates' ? finding.plate : null,
        ...about,
      },
    ]
  })
}
