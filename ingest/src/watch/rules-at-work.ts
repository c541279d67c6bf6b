import { isFollowed } from '@sightline/detectors/cadence/need'
import type { RulesAtWork } from '../perceive/gatekeeper.ts'
import type { Judge } from '../judge/judge.ts'

/** What the gate has to know of the rules at a moment of capture time. */
export const rulesAtWork = (judge: Judge, at: number): RulesAtWork => ({
  isBusy: judge.isBusy(at),
  needMs: judge.needMs(at),
  isFollowing: judge.state().scene.stays.some((stay) => isFollowed(stay, at)),
})
