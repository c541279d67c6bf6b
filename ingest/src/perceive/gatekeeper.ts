import type { SourceState } from '@sightline/api/contract/sources'
import {
  type GateCadence,
  type GateSigns,
  isWorthALook,
  quietGate,
  stepGate,
} from '@sightline/detectors/cadence/gate'
import type { Point } from '@sightline/detectors/geometry/point'
import { placement } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { DecodedFrame } from './decode/decoder.ts'
import type { Cadence } from './decode/feed-plan.ts'
import type { InitSegment } from '../media/init-segment.ts'
import {
  interruptHealth,
  rememberedHealth,
  stepPictureHealth,
  toKeptViews,
  unknownHealth,
} from './gate/health.ts'
import { areOfOtherSize, type KeptViews } from './gate/health-view.ts'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { gateLumaStep, toLuma } from './gate/luma.ts'
import { isOtherScene, noSizes, type SceneSizes, stepMotion, stepSizes, stillPicture } from './gate/motion.ts'
import { distanceOf, noKeys, stepKeys } from './gate/key-distance.ts'
import { watchedCells, type WatchedCells } from './gate/watched-cells.ts'
import { createShakeWatch, type ShakeWatch } from './gate/shake-watch.ts'

/** A picture, and whether it is a key frame. */
type Shown = Pick<DecodedFrame, 'at' | 'picture'> & { readonly sample: Pick<Sample, 'isKey'> }

/** What the gate has made of a stream so far: how closely to look, and whether the camera is well. */
export interface Gatekeeper {
  /** One sample later: how closely to look from now on. */
  sample(sample: Sample, rules: RulesAtWork): Cadence
  /** One picture later: whether the model should see it. */
  frame(picture: Shown, camera: Pick<InitSegment, 'width' | 'height'>, input: ModelInput): boolean
  health(): SourceState['health']
  /** Capture time of the first and the last picture that health was judged by in this view; null: none was. */
  healthJudged(): { readonly fromAt: number; readonly toAt: number } | null
  /** Why what is seen now must not be judged; null: it may be. */
  whyNotJudged(): 'view_moved' | 'view_unsure' | null
  /** By which views this camera is known; null: none is learnt yet. */
  keptViews(): KeptViews | null
  readonly shiftAt: ShakeWatch['shiftAt']
  /** The view as it is now is the right one: said by someone who has drawn zones on it. */
  acceptView(): void
  /** Another connection: sizes and pictures of the last one are no measure, and the camera may have been turned. */
  reconnect(): void
}

/**
 * What the rules are at: `isBusy` where a slow clock could miss something, `isFollowing` where they follow anything at all,
 * `needMs` how often those that apply must look.
 */
export type RulesAtWork = Pick<GateSigns, 'isBusy' | 'isFollowing' | 'needMs'>

/**
 * Health is judged at most this often, ms, and by any picture: at full rate the pictures that are looked at may pass by every key
 * frame. Less than the distance of key frames on the slow clock, whose times jitter.
 */
const healthEveryMs = 1500

export interface GatekeeperDeps {
  /** By which views the camera of these zones was known before; null: it is accepted as it is seen first. */
  readonly known: KeptViews | null
  /** What is known is of another picture size: it is forgotten, and learnt anew. */
  readonly onOtherSize: () => void
  /** Where motion counts; the same array until it changes. None: everywhere. */
  readonly zones: () => readonly (readonly Point[])[]
}

export function createGatekeeper(deps: GatekeeperDeps): Gatekeeper {
  const stir = createStirWatch(createCells(deps.zones))
  const health = createHealthWatch(deps)
  const shake = createShakeWatch()
  let lookedAt = Number.NEGATIVE_INFINITY

  return {
    sample: stir.sample,
    frame({ at, picture, sample }, init, input) {
      const { x: left, y: top, width, height } = placement(input, { width: init.width, height: init.height })
      const content = { left, top, width, height }
      const luma = toLuma({ picture, widthPx: input.width, content, step: gateLumaStep })
      const stirred = stir.picture(luma, sample)
      health.see(luma, at)
      const isWorth = isWorthALook({ at, stirred, ...stir.clock(), lookedAt })
      if (isWorth) {
        lookedAt = at
        shake.see(luma, at)
      }
      return isWorth
    },
    health: health.faults,
    healthJudged: health.judged,
    whyNotJudged: health.whyNotJudged,
    keptViews: health.keptViews,
    shiftAt: shake.shiftAt,
    acceptView() {
      health.forget()
      shake.forget()
    },
    reconnect() {
      stir.reconnect()
      health.interrupt()
      lookedAt = Number.NEGATIVE_INFINITY
    },
  }
}

/** What stirs, by the sizes of samples and by pictures, and how closely to look because of it. */
function createStirWatch(cellsOf: ReturnType<typeof createCells>) {
  let gate = quietGate
  let [sizes, keys] = [noSizes, noKeys]
  let motion = stillPicture
  let mode: GateCadence['mode'] = 'full'
  let clock = { isAwake: true, isFollowing: false }
  /** At the last key frame that was made a picture. */
  let seenSizes: SceneSizes | null = null
  let isMissed = false
  return {
    sample(sample: Sample, rules: RulesAtWork): Cadence {
      keys = stepKeys(keys, sample)
      sizes = stepSizes(sizes, sample)
      const isMoving = sizes.isSwollen || motion.isMoving
      const isOther = sample.isKey && (seenSizes === null || isOtherScene(sizes, seenSizes))
      const keyDistanceMs = distanceOf(keys, sample.at)
      const signs = { at: sample.at, isMoving, keyDistanceMs, isMissed, isOther }
      const step = stepGate(gate, { ...rules, ...signs })
      isMissed = false
      ;[gate, mode] = [step.state, step.cadence.mode]
      clock = { isAwake: step.isAwake, isFollowing: rules.isFollowing }
      return step.cadence
    },
    /** How many cells of it stir. */
    picture(luma: Luma, sample: Pick<Sample, 'isKey'>): number {
      const { stirred, ...next } = stepMotion(motion, luma, cellsOf(luma))
      motion = next
      isMissed ||= stirred > 0 && mode === 'key' && !sizes.isSwollen
      if (sample.isKey) seenSizes = sizes
      return stirred
    },
    clock: () => clock,
    reconnect() {
      gate = { ...gate, drowsyFromAt: null }
      ;[sizes, keys] = [noSizes, noKeys]
      seenSizes = null
      motion = stillPicture
    },
  }
}

/** The cells that count, made anew only for other zones or another size. */
function createCells(zonesNow: GatekeeperDeps['zones']): (luma: Luma) => WatchedCells | null {
  let last: { readonly zones: unknown; readonly size: number; readonly cells: WatchedCells | null } | null =
    null
  return (luma) => {
    const [zones, size] = [zonesNow(), luma.width * 1e5 + luma.height]
    if (last?.zones !== zones || last.size !== size) last = { zones, size, cells: watchedCells(zones, luma) }
    return last.cells
  }
}

function createHealthWatch({ known, onOtherSize }: GatekeeperDeps) {
  let health = known ? rememberedHealth(known) : unknownHealth
  let seenAt = Number.NEGATIVE_INFINITY
  let fromAt: number | null = null
  let isBreak = false
  return {
    see(luma: Luma, at: number): void {
      if (!isBreak && at - seenAt < healthEveryMs) return
      seenAt = at
      fromAt ??= at
      isBreak = false
      const { views } = health
      health = stepPictureHealth(health, luma, at)
      if (health.views.length === 0 && areOfOtherSize(views, luma)) onOtherSize()
    },
    faults: () => [...health.faults],
    judged: () => (fromAt === null ? null : { fromAt, toAt: seenAt }),
    whyNotJudged() {
      if (health.faults.includes('moved')) return 'view_moved' as const
      return health.standing === 'unsure' ? ('view_unsure' as const) : null
    },
    keptViews: () => toKeptViews(health, seenAt),
    interrupt() {
      health = interruptHealth(health)
      isBreak = true
    },
    forget() {
      health = unknownHealth
      fromAt = null
    },
  }
}
