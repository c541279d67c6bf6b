import { join } from 'node:path'
import type { Manifest, SealedExhibit, Trace } from '@sightline/api/contract/dossier'
import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import type { FindingStage } from '@sightline/detectors/finding'
import { CodedError } from '@sightline/infra/platform/error'
import { hashFile } from '@sightline/infra/platform/hash'
import { letterboxFilter } from '@sightline/models/letterbox'
import type { NetworkInput } from '@sightline/models/manifest'
import type { Detector } from '@sightline/models/session/detector'
import type { Fragment } from '../capture/boxes.ts'
import type { InitSegment } from '../capture/init-segment.ts'
import { readClip } from '../capture/read-clip.ts'
import { everyPicture, picturesOf } from './clip-pictures.ts'
import { compareSights, type Likeness } from './compare-sights.ts'
import { look } from './trace-video.ts'

export interface OriginalsDeps {
  readonly ffmpegPath: string
  readonly detector: Detector
  readonly input: NetworkInput
  /** What this network can report. The rest of a frame was seen by others, and is left as the trace has it. */
  readonly classes: readonly ObjectClass[]
}

/** What the originals of one stage say. */
export interface StageLook {
  readonly stage: FindingStage
  readonly fromAt: number
  readonly toAt: number
  /** Judged frames within the segment, and how they compare. */
  readonly frames: Readonly<Record<Likeness, number>>
  /** Judged frames within the segment of which it has no picture. */
  readonly missing: number
  /** The first that is different. */
  readonly differsAt: number | null
}

/** The trace with what was seen anew in the place of what it says, and how much of it that is. */
export interface SecondLook {
  readonly trace: Trace
  readonly stages: readonly StageLook[]
  /** Frames of the trace that no original shows: what is said of them rests on the trace alone. */
  readonly uncovered: number
}

/**
 * Looks at the originals of a dossier again: every judged frame that a segment shows, by the network that is named in the
 * manifest. `exhibit_altered` where a segment is not the one that was signed.
 */
export async function lookAgain(
  deps: OriginalsDeps,
  { dir, manifest, trace }: { dir: string; manifest: Manifest; trace: Trace },
): Promise<SecondLook> {
  const seen = new Map<number, readonly Detection[]>()
  const stages: StageLook[] = []
  for (const segment of manifest.exhibits.filter(({ role }) => role === 'segment')) {
    const path = join(dir, segment.name)
    if ((await hashFile(path)).sha256 !== segment.sha256)
      throw new CodedError('exhibit_altered', { name: segment.name })
    const wanted = new Map(framesWithin(segment, trace).map((frame) => [frame.at, frame.detections]))
    const found = await lookAt(deps, { path, segment, wanted: new Set(wanted.keys()) })
    const kinds = new Map(
      [...found].map(([at, detections]) => [at, compare(deps, wanted.get(at) ?? [], detections)]),
    )
    // What is the same to the last digit stays as it was sealed: with the looks that another network saw in it.
    for (const [at, detections] of found)
      if (kinds.get(at) === 'same') seen.set(at, wanted.get(at) ?? [])
      else seen.set(at, merge(deps, wanted.get(at) ?? [], detections))
    stages.push(toStage(segment, wanted.size, kinds))
  }
  const frames = trace.frames.map((frame) => ({
    ...frame,
    detections: [...(seen.get(frame.at) ?? frame.detections)],
  }))
  return {
    trace: { ...trace, frames },
    stages,
    uncovered: trace.frames.filter(({ at }) => !seen.has(at)).length,
  }
}

function framesWithin({ fragments = [] }: SealedExhibit, { frames }: Trace): Trace['frames'] {
  const times = fragments.map(({ at }) => at)
  const [from, to] = [Math.min(...times), Math.max(...times)]
  return frames.filter(({ at }) => at >= from && at <= to)
}

const own = ({ classes }: OriginalsDeps, detections: readonly Detection[]): readonly Detection[] =>
  detections.filter((one) => classes.includes(one.class))

const compare = (deps: OriginalsDeps, sealed: readonly Detection[], seen: readonly Detection[]): Likeness =>
  compareSights(own(deps, sealed), own(deps, seen), deps.detector.network.threshold)

/** In the order of the trace: this network's first. */
const merge = (
  deps: OriginalsDeps,
  sealed: readonly Detection[],
  seen: readonly Detection[],
): readonly Detection[] => [...own(deps, seen), ...sealed.filter((one) => !deps.classes.includes(one.class))]

interface Looking {
  readonly path: string
  readonly segment: SealedExhibit
  readonly wanted: ReadonlySet<number>
}

/** What the network sees in the pictures of these capture times. */
async function lookAt(
  deps: OriginalsDeps,
  { path, segment, wanted }: Looking,
): Promise<ReadonlyMap<number, readonly Detection[]>> {
  const { input, detector, ffmpegPath } = deps
  const { init, fragments } = await readSegment(path)
  const timeOf = new Map(fragments.map(({ pts }, i) => [pts, segment.fragments?.[i]?.at]))
  const shape = {
    width: input.width,
    height: input.height,
    filter: letterboxFilter(input),
    fps: everyPicture,
  }
  const seen = new Map<number, readonly Detection[]>()
  if (wanted.size === 0) return seen
  for await (const { fragment, picture } of picturesOf({ ffmpegPath, init, fragments, ...shape })) {
    const at = timeOf.get(fragment.pts)
    if (at !== undefined && wanted.has(at)) seen.set(at, await look(detector, picture, init))
  }
  return seen
}

async function readSegment(path: string): Promise<{ init: InitSegment; fragments: readonly Fragment[] }> {
  const fragments: Fragment[] = []
  let init: InitSegment | null = null
  for await (const { events } of readClip(path))
    for (const event of events)
      if (event.kind === 'init') init = event.init
      else fragments.push(event.fragment)
  if (!init) throw new CodedError('segment_unreadable', { path })
  return { init, fragments }
}

function toStage(segment: SealedExhibit, wanted: number, kinds: ReadonlyMap<number, Likeness>): StageLook {
  const times = (segment.fragments ?? []).map(({ at }) => at)
  const count = (kind: Likeness): number => [...kinds.values()].filter((one) => one === kind).length
  return {
    stage: segment.stage,
    fromAt: Math.min(...times),
    toAt: Math.max(...times),
    frames: { same: count('same'), alike: count('alike'), different: count('different') },
    missing: wanted - kinds.size,
    differsAt: [...kinds].find(([, kind]) => kind === 'different')?.[0] ?? null,
  }
}
