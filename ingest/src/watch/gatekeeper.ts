import type { SourceState } from '@sightline/api/contract/sources'
import { placement } from '@sightline/models/letterbox'
import type { NetworkInput } from '@sightline/models/manifest'
import type { Sample } from '../capture/capture.ts'
import type { DecodedFrame } from '../capture/decoder.ts'
import type { Cadence } from '../capture/feed-plan.ts'
import type { InitSegment } from '../capture/init-segment.ts'
import { type GateCadence, isWorthALook, quietGate, stepGate } from '../gate/gate.ts'
import { stepHealth, unknownHealth } from '../gate/health.ts'
import { gateLumaStep, toLuma } from '../gate/luma.ts'
import { noSizes, stepSizes, stepMotion, stillPicture } from '../gate/motion.ts'

/** What the gate has made of a stream so far: how closely to look, and whether the camera is well. */
export interface Gatekeeper {
  /** One sample later: how closely to look from now on. */
  sample(sample: Sample, isBusy: boolean): Cadence
  /** One picture later: whether the network should see it. */
  frame(frame: DecodedFrame, init: InitSegment, input: NetworkInput): boolean
  health(): SourceState['health']
  /** The view as it is now is the right one: said by someone who has drawn zones on it. */
  acceptView(): void
  /** Another connection: sizes and pictures of the last one are no measure. */
  reconnect(): void
}

/** Health is judged on key frames, at most this often, ms. */
const healthEveryMs = 1000

export function createGatekeeper(): Gatekeeper {
  let gate = quietGate
  let sizes = noSizes
  let motion = stillPicture
  let health = unknownHealth
  let healthAt = Number.NEGATIVE_INFINITY
  let mode: GateCadence['mode'] = 'full'
  let lookedAt = Number.NEGATIVE_INFINITY

  return {
    sample(sample, isBusy) {
      sizes = stepSizes(sizes, sample)
      const isMoving = sizes.isSwollen || motion.isMoving
      const step = stepGate(gate, { at: sample.at, isMoving, isBusy })
      gate = step.state
      mode = step.cadence.mode
      return step.cadence
    },
    frame({ at, picture, sample }, init, input) {
      const { x: left, y: top, width, height } = placement(input, { width: init.width, height: init.height })
      const content = { left, top, width, height }
      const luma = toLuma({ picture, widthPx: input.width, content, step: gateLumaStep })
      const { stirred, ...next } = stepMotion(motion, luma)
      motion = next
      if (sample.isKey && at - healthAt >= healthEveryMs) {
        healthAt = at
        health = stepHealth(health, luma, at)
      }
      const isWorth = isWorthALook({ at, stirred, mode, lookedAt })
      if (isWorth) lookedAt = at
      return isWorth
    },
    health: () => [...health.faults],
    acceptView: () => void (health = unknownHealth),
    reconnect() {
      sizes = noSizes
      motion = stillPicture
      lookedAt = Number.NEGATIVE_INFINITY
    },
  }
}
