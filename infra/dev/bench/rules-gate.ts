import { isWorthALook, quietGate, stepGate } from '@sightline/detectors/cadence/gate'
import type { BoundRule } from '@sightline/detectors/finding'
import { iou } from '@sightline/detectors/geometry/box'
import { isFollowed, needNow } from '@sightline/detectors/cadence/need'
import { isBusy, type SceneState } from '@sightline/detectors/scene'
import type { Looked } from '../simulator/truth-frames.ts'
import type { TruthBox } from '../simulator/truth.ts'

/** A camera's key frames. */
const keyMs = 2000
/** As the feed has it (ingest): a key frame is due after this share of the slow clock. */
const dueShare = 0.7
/** A thing stirs when this share of its box is elsewhere. */
const stirredShare = 0.03

const isInSight = ({ visibleShare }: TruthBox): boolean => visibleShare > 0

/** Whether anything came, went or moved from one moment to another. Who stands still does not stir. */
function isStirred(before: readonly TruthBox[], now: readonly TruthBox[]): boolean {
  const [old, fresh] = [before.filter(isInSight), now.filter(isInSight)]
  const isAsBefore = (one: TruthBox): boolean =>
    old.some(
      (other) =>
        other.actorId === one.actorId &&
        other.class === one.class &&
        1 - iou(one.box, other.box) <= stirredShare,
    )
  return old.length !== fresh.length || !fresh.every(isAsBefore)
}

/** As a session has it (ingest). */
const rulesAtWork = (
  bound: readonly BoundRule[],
  { state, at }: { readonly state: SceneState; readonly at: number },
) => ({
  isBusy: isBusy(state, at),
  isFollowing: state.stays.some((stay) => isFollowed(stay, at)),
  needMs: needNow(bound, { stays: state.stays, at }),
})

/**
 * What the rules get to see of a stream of looks as it runs: the gate decides, on what moves in the truth in place of samples
 * and pixels. Going to full rate begins at the group's key frame, as the feed does.
 */
export function createGate(bound: readonly BoundRule[]) {
  let gate = quietGate
  let group: readonly Looked[] = []
  let last: Looked | undefined
  let shown: Looked | undefined
  let keyAt = Number.NEGATIVE_INFINITY
  let lookedAt = Number.NEGATIVE_INFINITY

  function isShown(look: Looked, isAwake: boolean, isFollowing: boolean): boolean {
    const { at } = look.frame
    const stirred = Number(shown !== undefined && isStirred(shown.truth, look.truth))
    shown = look
    const isWorth = isWorthALook({ at, stirred, isAwake, isFollowing, lookedAt })
    if (isWorth) lookedAt = at
    return isWorth
  }

  return {
    /** The looks that are due with this one, oldest first. */
    due(look: Looked, state: SceneState): readonly Looked[] {
      const { at } = look.frame
      const isKey = at % keyMs === 0
      const rules = rulesAtWork(bound, { state, at })
      const isMoving = last !== undefined && isStirred(last.truth, look.truth)
      const isOther = isKey && (shown === undefined || isStirred(shown.truth, look.truth))
      const signs = { at, keyDistanceMs: keyMs, isMoving, isMissed: false, isOther }
      const { state: next, cadence, isAwake } = stepGate(gate, { ...rules, ...signs })
      ;[gate, last, group] = [next, look, isKey ? [look] : [...group, look]]
      const isDue = cadence.mode === 'full' || (isKey && at - keyAt >= dueShare * cadence.keyEveryMs)
      if (!isDue) return []
      const fed = group
      group = []
      keyAt = fed.find(({ frame }) => frame.at % keyMs === 0)?.frame.at ?? keyAt
      return fed.filter((one) => isShown(one, isAwake, rules.isFollowing))
    },
  }
}
