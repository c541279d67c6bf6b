import type { SourceState } from '@sightline/api/contract/sources'
import { placement } from '@sightline/models/letterbox'
import type { NetworkInput } from '@sightline/models/manifest'
import type { Sample } from '../capture/capture.ts'
import type { DecodedFrame } from '../capture/decoder.ts'
import type { Cadence } from '../capture/feed-plan.ts'
import type { InitSegment } from '../capture/init-segment.ts'
import { type GateCadence, type GateSigns, isWorthALook, quietGate, stepGate } from '../gate/gate.ts'
import { stepHealth, unknownHealth } from '../gate/health.ts'
import { gateLumaStep, type Luma, toLuma } from '../gate/luma.ts'
import {
  isOtherScene,
  noSizes,
  type SceneSizes,
  stepMotion,
  stepSizes,
  stillPicture,
} from '../gate/motion.ts'
import { createShakeWatch, type ShakeWatch } from '../gate/shake-watch.ts'

/** What the gate has made of a stream so far: how closely to look, and whether the camera is well. */
export interface Gatekeeper {
  /** One sample later: how closely to look from now on. */
  sample(sample: Sample, rules: RulesAtWork): Cadence
  /** One picture later: whether the network should see it. */
  frame(frame: DecodedFrame, init: InitSegment, input: NetworkInput): boolean
  health(): SourceState['health']
  /** Capture time of the first and the last picture that health was judged by in this view; null: none was. */
  healthJudged(): { readonly fromAt: number; readonly toAt: number } | null
  readonly shiftAt: ShakeWatch['shiftAt']
  /** The view as it is now is the right one: said by someone who has drawn zones on it. */
  acceptView(): void
  /** Another connection: sizes and pictures of the last one are no measure. */
  reconnect(): void
}

/** What the rules are at: `isBusy` where a slow clock could miss something, `isFollowing` where they follow anything at all. */
export type RulesAtWork = Pick<GateSigns, 'isBusy' | 'isFollowing'>

/** Health is judged on key frames, at most this often, ms. */
const healthEveryMs = 1000

export function createGatekeeper(): Gatekeeper {
  const stir = createStirWatch()
  const health = createHealthWatch()
  const shake = createShakeWatch()
  let lookedAt = Number.NEGATIVE_INFINITY

  return {
    sample: stir.sample,
    frame({ at, picture, sample }, init, input) {
      const { x: left, y: top, width, height } = placement(input, { width: init.width, height: init.height })
      const content = { left, top, width, height }
      const luma = toLuma({ picture, widthPx: input.width, content, step: gateLumaStep })
      const stirred = stir.picture(luma, sample)
      if (sample.isKey) health.see(luma, at)
      const isWorth = isWorthALook({ at, stirred, mode: stir.mode(), lookedAt })
      if (isWorth) {
        lookedAt = at
        shake.see(luma, at)
      }
      return isWorth
    },
    health: health.faults,
    healthJudged: health.judged,
    shiftAt: shake.shiftAt,
    acceptView() {
      health.forget()
      shake.forget()
    },
    reconnect() {
      stir.reconnect()
      lookedAt = Number.NEGATIVE_INFINITY
    },
  }
}

/** What stirs, by the sizes of samples and by pictures, and how closely to look because of it. */
function createStirWatch() {
  let gate = quietGate
  let sizes = noSizes
  let motion = stillPicture
  let mode: GateCadence['mode'] = 'full'
  /** At the last key frame that was made a picture. */
  let seenSizes: SceneSizes | null = null
  let isMissed = false
  return {
    sample(sample: Sample, rules: RulesAtWork): Cadence {
      sizes = stepSizes(sizes, sample)
      const isMoving = sizes.isSwollen || motion.isMoving
      const isOther = sample.isKey && (seenSizes === null || isOtherScene(sizes, seenSizes))
      const step = stepGate(gate, { at: sample.at, isMoving, ...rules, isMissed, isOther })
      isMissed = false
      gate = step.state
      mode = step.cadence.mode
      return step.cadence
    },
    /** How many cells of it stir. */
    picture(luma: Luma, sample: Sample): number {
      const { stirred, ...next } = stepMotion(motion, luma)
      motion = next
      isMissed ||= stirred > 0 && mode === 'key' && !sizes.isSwollen
      if (sample.isKey) seenSizes = sizes
      return stirred
    },
    mode: () => mode,
    reconnect() {
      gate = { ...gate, drowsyFromAt: null }
      sizes = noSizes
      seenSizes = null
      motion = stillPicture
    },
  }
}

function createHealthWatch() {
  let health = unknownHealth
  let seenAt = Number.NEGATIVE_INFINITY
  let fromAt: number | null = null
  return {
    see(luma: Luma, at: number): void {
      if (at - seenAt < healthEveryMs) return
      seenAt = at
      fromAt ??= at
      health = stepHealth(health, luma, at)
    },
    faults: () => [...health.faults],
    judged: () => (fromAt === null ? null : { fromAt, toAt: seenAt }),
    forget() {
      health = unknownHealth
      fromAt = null
    },
  }
}
