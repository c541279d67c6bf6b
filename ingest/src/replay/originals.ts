import { join } from 'node:path'
import type { Manifest, SealedExhibit, Trace } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import { turnSize, type Turn } from '@sightline/detectors/geometry/turn'
import { CodedError } from '@sightline/infra/platform/error'
import type { Fragment } from '../media/boxes.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { readClip } from '../media/read-clip.ts'
import { detailLayout, plainLayout, turnedLayout } from '../perceive/infer/decode-layout.ts'
import { everyPicture, picturesOf } from './clip-pictures.ts'
import type { Likeness } from './compare-sights.ts'
import { createSegmentReplay } from './look-again.ts'
import { matchReseen, type Reseen } from './match-reseen.ts'
import type { ReplayModels } from './replay-models.ts'
import { refuseAltered } from './read-json.ts'

export interface OriginalsDeps {
  readonly ffmpegPath: string
  readonly modelSet: ReplayModels
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
  /** Of those with a picture, how many come so soon in it that it does not show what flickered before them. */
  readonly unfilled: number
  /** The first that is different. */
  readonly differsAt: number | null
}

/** The trace with what was seen anew in the place of what it says, and how much of it that is. */
export interface ReplayedTrace {
  readonly trace: Trace
  readonly stages: readonly StageLook[]
  /** Frames of the trace that no original shows: what is said of them rests on the trace alone. */
  readonly uncovered: number
  /** Of the others those that are unfilled in every segment: flames in them are as the trace has them. */
  readonly unfilled: number
}

/**
 * Looks at the originals of a dossier again: every judged frame that a segment shows, by the models that are named in the
 * manifest and here. `exhibit_altered` where a segment is not the one that was signed.
 */
export async function lookAgain(
  deps: OriginalsDeps,
  { dir, manifest, trace }: { dir: string; manifest: Manifest; trace: Trace },
): Promise<ReplayedTrace> {
  const seen = new Map<number, Found>()
  const stages: StageLook[] = []
  for (const segment of manifest.exhibits.filter(({ role }) => role === 'segment')) {
    const path = join(dir, segment.name)
    await refuseAltered(dir, [segment])
    const wanted = framesWithin(segment, trace)
    const { zone, source } = manifest
    const found = await lookAt(deps, { path, segment, wanted, zone, turn: source.turn ?? 0 })
    for (const one of found) if (!one.isUnfilled || !seen.has(one.at)) seen.set(one.at, one)
    stages.push(toStage(segment, wanted.length, found))
  }
  const frames = trace.frames.map((frame) => ({
    ...frame,
    detections: [...(seen.get(frame.at) ?? frame).detections],
  }))
  return {
    trace: { ...trace, frames },
    stages,
    uncovered: trace.frames.filter(({ at }) => !seen.has(at)).length,
    unfilled: [...seen.values()].filter(({ isUnfilled }) => isUnfilled).length,
  }
}

type TraceFrames = Trace['frames']

function framesWithin({ fragments = [] }: SealedExhibit, { frames }: Trace): TraceFrames {
  const times = fragments.map(({ at }) => at)
  const [from, to] = [Math.min(...times), Math.max(...times)]
  return frames.filter(({ at }) => at >= from && at <= to)
}

interface Looking {
  readonly path: string
  readonly segment: SealedExhibit
  readonly wanted: TraceFrames
  readonly zone: Manifest['zone']
  readonly turn: Turn
}

/** A judged frame as it is seen now. */
interface Found extends Reseen {
  readonly at: number
  readonly isUnfilled: boolean
}

/** What the models see in the judged pictures of a segment. */
async function lookAt(
  { ffmpegPath, modelSet }: OriginalsDeps,
  { path, segment, wanted, zone, turn }: Looking,
): Promise<readonly Found[]> {
  const { init, fragments } = await readSegment(path)
  const timeOf = new Map(fragments.map(({ pts }, i) => [pts, segment.fragments?.[i]?.at]))
  const camera = turnSize({ width: init.width, height: init.height }, turn)
  const layout = turnedLayout(
    (modelSet.isDetailed ? detailLayout : plainLayout)(modelSet.input, camera),
    turn,
  )
  const again = createSegmentReplay({
    modelSet,
    layout,
    camera,
    zone,
  })
  const shape = { ...layout.size, filter: layout.filter, fps: everyPicture }
  const found: Found[] = []
  let next = 0
  if (wanted.length === 0) return found
  for await (const { fragment, picture } of picturesOf({ ffmpegPath, init, fragments, ...shape })) {
    const place = wanted.findIndex(({ at }) => at === timeOf.get(fragment.pts))
    const frame = wanted[place]
    if (!frame) continue
    if (place !== next) again.skip()
    next = place + 1
    const { isUnfilled, ...sighting } = await again.look(picture, frame.detections)
    found.push({ at: frame.at, isUnfilled, ...matchReseen(frame.detections, sighting) })
    if (next === wanted.length) break
  }
  return found
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

function toStage(segment: SealedExhibit, wanted: number, found: readonly Found[]): StageLook {
  const times = (segment.fragments ?? []).map(({ at }) => at)
  const count = (kind: Likeness): number => found.filter(({ likeness }) => likeness === kind).length
  return {
    stage: segment.stage,
    fromAt: Math.min(...times),
    toAt: Math.max(...times),
    frames: { same: count('same'), alike: count('alike'), different: count('different') },
    missing: wanted - found.length,
    unfilled: found.filter(({ isUnfilled }) => isUnfilled).length,
    differsAt: found.find(({ likeness }) => likeness === 'different')?.at ?? null,
  }
}
