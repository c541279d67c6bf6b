import type { Detection } from '@sightline/detectors/detection'
import type { FindingEvent } from '@sightline/detectors/finding'
import { emptyScene, step, type SceneConfig } from '@sightline/detectors/scene'
import { asSeen } from '@sightline/detectors/tracking/steady'
import { CodedError } from '@sightline/infra/platform/error'
import { letterboxFilter, placement } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import type { Detector } from '@sightline/models/session/detector'
import type { Fragment } from '../media/boxes.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { gateLumaStep, toLuma } from '../perceive/gate/luma.ts'
import { createShakeWatch } from '../perceive/gate/shake-watch.ts'
import { toStirPicture } from '../perceive/infer/stir-picture.ts'
import { createStirWatch } from '../perceive/infer/stir-watch.ts'
import type { TraceFrame } from '../findings/trace-log.ts'
import { picturesOf } from './clip-pictures.ts'
import { remux } from './remux.ts'

export interface VideoDeps {
  readonly ffmpegPath: string
  readonly detector: Detector
  readonly input: ModelInput
}

export interface VideoTask {
  readonly file: string
  /** The capture time of its first picture, epoch ms. */
  readonly startAt: number
  /** The most pictures a second that are looked at. */
  readonly fps: number
  readonly scene: SceneConfig
}

/** A judged frame as a watch would log it, with what it concluded. */
export interface VideoRow extends TraceFrame {
  readonly events: readonly FindingEvent[]
}

/**
 * A video judged as a watch would judge it if it had all the time in the world: each picture is decoded, looked at and folded
 * in turn, none is left out because something is slow, and no clock is asked. The same video, model and rules on the
 * same machine give the same rows, byte for byte.
 */
export async function* traceVideo(deps: VideoDeps, task: VideoTask): AsyncGenerator<VideoRow> {
  const { input } = deps
  const { init, fragments } = await openVideo(deps.ffmpegPath, task.file)
  const { x: left, y: top, width, height } = placement(input, init)
  const content = { left, top, width, height }
  const shape = { width: input.width, height: input.height, filter: letterboxFilter(input), fps: task.fps }
  const [shake, stir] = [createShakeWatch(), createStirWatch()]
  let [scene, firstPts] = [emptyScene, Number.NaN]
  for await (const { fragment, picture } of picturesOf({ ...deps, ...shape, init, fragments })) {
    firstPts = Number.isNaN(firstPts) ? fragment.pts : firstPts
    const at = task.startAt + Math.round(((fragment.pts - firstPts) * 1000) / init.timescale)
    shake.see(toLuma({ picture, widthPx: input.width, content, step: gateLumaStep }), at)
    const shift = shake.shiftAt(at)
    const compared = toStirPicture(picture, input, init)
    const seen = await look(deps.detector, picture, init)
    const detections = stir.see({ at, picture: compared, detections: seen, shift })
    const frame = { at, detections, ...(shift && { shift }) }
    const { state, events, facts } = step(scene, frame, task.scene)
    scene = state
    yield { ...frame, tracks: facts.tracks.map(({ id, box }) => ({ id, box: asSeen(box, frame) })), events }
  }
}

/** What the model sees in one picture; a picture that it was not shown is an error here. */
export async function look(
  detector: Detector,
  picture: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<readonly Detection[]> {
  const seen = await detector.submit('replay', picture, { width, height })
  if (seen.kind === 'dropped') throw new CodedError('picture_not_looked_at', { reason: seen.reason })
  return seen.detections
}

async function openVideo(
  ffmpegPath: string,
  file: string,
): Promise<{ init: InitSegment; fragments: AsyncGenerator<Fragment> }> {
  const events = remux(ffmpegPath, file)
  const first = await events.next()
  if (first.done || first.value.kind !== 'init') throw new CodedError('video_unreadable', { file })
  const { init } = first.value
  async function* fragments(): AsyncGenerator<Fragment> {
    for await (const event of events) if (event.kind === 'fragment') yield event.fragment
  }
  return { init, fragments: fragments() }
}
