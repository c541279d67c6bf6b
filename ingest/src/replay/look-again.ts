import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { boxShareInside } from '@sightline/detectors/geometry/polygon'
import { CodedError } from '@sightline/infra/platform/error'
import type { Size } from '@sightline/models/letterbox'
import { bodiesOf, noBodies } from '../perceive/infer/bodies.ts'
import { createDetail, type HeldPicture } from '../perceive/infer/detail.ts'
import type { FurtherModel } from '../perceive/infer/model-set.ts'
import {
  fieldOf,
  looksRemembered,
  stepFlicker,
  type FlickerState,
} from '../perceive/infer/flame-candidates.ts'
import { findWithMain, type Seen } from '../perceive/infer/inference.ts'
import type { DecodeLayout } from '../perceive/infer/decode-layout.ts'
import { inZones, regionsFor } from '../perceive/infer/regions.ts'
import { compareSights } from './compare-sights.ts'
import type { ReplayModels } from './replay-models.ts'

/** A model that looked again. */
export interface Onlooker {
  readonly classes: readonly ObjectClass[]
  readonly threshold: number
  /** Whether it would have seen now what was seen there then. */
  readonly covers: (box: Box) => boolean
}

/** What is seen in a picture the second time. */
export interface Sighting {
  readonly seen: readonly Detection[]
  readonly by: readonly Onlooker[]
  /** What flickers is not known yet: too few pictures came before this one. */
  readonly isUnfilled: boolean
}

export interface SegmentReplayDeps {
  readonly modelSet: ReplayModels
  readonly layout: DecodeLayout
  /** The camera's own picture, px. */
  readonly camera: Size
  readonly zone: { readonly polygon: readonly Point[] }
}

/** Looks at the pictures of one segment, in order. */
export interface SegmentReplay {
  look(picture: Uint8Array, sealed: readonly Detection[]): Promise<Sighting>
  /** A judged picture is missing before the next. */
  skip(): void
}

/**
 * As a watch looked: the main model at the whole, the others at their parts of the same picture. Of a watch's zones only
 * the finding's own is known here, so of what those saw that look at zones only what touches it can be compared.
 */
export function createSegmentReplay({ modelSet, layout, camera, zone }: SegmentReplayDeps): SegmentReplay {
  const detail = createDetail(layout)
  const flicker = createFlicker({ content: detail.mainContent, widthPx: modelSet.input.width, zone })
  const isFlickering = modelSet.further.some(({ looksAt }) => looksAt === 'flickers')

  async function lookAt(held: HeldPicture, sealed: readonly Detection[]): Promise<Sighting> {
    const { main, picture } = held
    const parts = { picture, content: layout.content }
    const { main: looking } = modelSet
    const whole = { main, camera, detail: parts }
    const first = looking
      ? seenBy(await findWithMain('replay', { ...whole, modelSet: looking, closeUps: looking.closeUps }))
      : []
    const persons = personsFor(modelSet, first, sealed)
    const flickers = isFlickering ? flicker.step(main) : []
    const isPosed = modelSet.further.some(({ looksAt }) => looksAt === 'heads')
    const bodies =
      modelSet.pose && isPosed
        ? await bodiesOf(modelSet.pose.look, parts, inZones(persons, [zone]))
        : noBodies
    const known = { size: camera, persons, bodies, flickers: flickers ?? [] }
    const further = await Promise.all(
      modelSet.further.map(async (model) => {
        const regions = regionsFor(model.looksAt, [zone], known)
        if (regions.length === 0) return []
        return seenBy(await model.look('replay', { ...parts, regions }))
      }),
    )
    const by = [
      ...mainOf(modelSet),
      ...modelSet.further.map((one) => toOnlooker(one, zone, flickers !== null)),
    ]
    return { seen: [...first, ...further.flat()], by, isUnfilled: flickers === null }
  }
  return {
    async look(picture, sealed) {
      const held = detail.hold(picture)
      return lookAt(held, sealed).finally(held.release)
    },
    skip: () => flicker.forget(),
  }
}

/** A picture that was not looked at is an error here. */
function seenBy(look: Seen): readonly Detection[] {
  if (look.kind === 'dropped') throw new CodedError('picture_not_looked_at', { reason: look.reason })
  return look.detections
}

const mainOf = ({ main }: ReplayModels): Onlooker[] =>
  main ? [{ classes: main.classes, threshold: main.detector.model.threshold, covers: () => true }] : []

function toOnlooker(
  { model, classes, looksAt }: FurtherModel,
  { polygon }: SegmentReplayDeps['zone'],
  isFilled: boolean,
): Onlooker {
  const covers = (box: Box): boolean => {
    if (looksAt === 'picture') return true
    return (looksAt !== 'flickers' || isFilled) && boxShareInside(box, polygon) > 0
  }
  return { classes, threshold: model.threshold, covers }
}

/**
 * Whose parts are looked at: where the main model sees the same people again, their boxes of then, so that their parts are
 * to the pixel those of then. Where another model reports people too, nobody can tell whose those of the trace are.
 */
function personsFor(
  modelSet: ReplayModels,
  first: readonly Detection[],
  sealed: readonly Detection[],
): readonly Box[] {
  const boxesOf = (these: readonly Detection[]): readonly Box[] =>
    these.filter(isPerson).map(({ box }) => box)
  const main = mainOf(modelSet)
  if (main.length === 0) return boxesOf(sealed)
  const isAmbiguous = modelSet.further.some(({ classes }) => classes.includes('person'))
  const isSeenSo = compareSights(sealed.filter(isPerson), first.filter(isPerson), main) !== 'different'
  return boxesOf(isSeenSo && !isAmbiguous ? sealed : first)
}
const isPerson = (one: Detection): boolean => one.class === 'person'

/** What flickers in a run of pictures, by the memory that a watch has; null while that is not full. */
function createFlicker({
  content,
  widthPx,
  zone,
}: Pick<DecodeLayout, 'content'> & Pick<SegmentReplayDeps, 'zone'> & { readonly widthPx: number }) {
  const field = fieldOf([zone], content)
  let state: FlickerState | null = null
  let looks = 0
  return {
    step(data: Uint8Array): readonly Box[] | null {
      const step = stepFlicker(state, { data, widthPx, content }, field)
      state = step.state
      looks += 1
      return looks > looksRemembered ? step.regions : null
    },
    forget(): void {
      state = null
      looks = 0
    },
  }
}
