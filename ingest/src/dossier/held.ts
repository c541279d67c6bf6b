import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FindingId } from '@sightline/api/contract/ids'
import type { FindingStage } from '@sightline/detectors/finding'
import {
  makeDirDurably,
  moveDirDurably,
  readJsonIfThere,
  syncPath,
  writeDurably,
} from '@sightline/infra/platform/durable-file'
import { segmentFile, type HeldPin } from './stills.ts'
import { pinSchema, type Pin } from './pinned.ts'

/** A stretch of capture time; `aroundAt` is the moment it is wanted for. */
export interface PinWindow {
  readonly fromAt: number
  readonly toAt: number
  readonly aroundAt: number
}

/** Copies the untouched fragments of a window into a file, one connection's stretch; null where there are none. */
export type CutSegment = (path: string, window: PinWindow) => Promise<Pin['segment']>

/** Originals taken out of the ring for findings that are not sealed yet: `<held>/<findingId>/<stage>/`. */
export interface Held {
  /** On return the originals are on the disk; a stage that was pinned before is not pinned again. */
  pin(key: HeldKey, window: PinWindow): Promise<HeldPin>
  /** What was pinned for one picture: it is sealed. */
  releaseAtOnce(key: HeldKey): Promise<void>
  /** Everything of a finding is removed: sealed by now, or never to be. */
  release(findingId: FindingId): Promise<void>
}

export interface HeldKey {
  readonly findingId: FindingId
  readonly stage: FindingStage
  /** What the ring has now for a picture of the moment, beside the stage's whole window, which may not be over yet. */
  readonly isAtOnce?: boolean
}

export function openHeld(root: string, cut: CutSegment): Held {
  return {
    async pin({ findingId, stage, isAtOnce = false }, window) {
      const name = isAtOnce ? atOnce(stage) : stage
      const dir = join(root, findingId, name)
      const earlier = await readPin(dir)
      if (earlier) return { dir, pin: earlier }
      const building = join(root, findingId, `.${name}`)
      await rm(building, { recursive: true, force: true })
      await makeDirDurably(join(root, findingId))
      await mkdir(building)
      const segment = await cut(join(building, segmentFile), window)
      if (segment) await syncPath(join(building, segmentFile))
      const asked = { askedFromAt: window.fromAt, askedToAt: window.toAt }
      const pin: Pin = { format: 'sightline.pin/1', ...asked, segment }
      await writeDurably(join(building, pinFile), JSON.stringify(pin))
      await moveDirDurably(building, dir)
      return { dir, pin }
    },
    releaseAtOnce: ({ findingId, stage }) =>
      rm(join(root, findingId, atOnce(stage)), { recursive: true, force: true }),
    release: (findingId) => rm(join(root, findingId), { recursive: true, force: true }),
  }
}

const atOnce = (stage: FindingStage): string => `${stage}-at-once`
const pinFile = 'pin.json'

async function readPin(dir: string): Promise<Pin | null> {
  return pinSchema.nullable().parse(await readJsonIfThere(join(dir, pinFile)))
}
