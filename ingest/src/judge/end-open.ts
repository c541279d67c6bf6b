import { endHealth } from '@sightline/detectors/rules/health'
import { suspend } from '@sightline/detectors/scene'
import { toEndRecord } from '../findings/record-events.ts'
import type { WatchState } from './saved-state.ts'

/**
 * The state of a watch that is over: what is open closes with `watch_ended`, and waits to be carried out. The same state
 * where nothing is open, or an older worker did not keep what its end needs: that is left to who watches it again.
 */
export function endOpen(state: WatchState, now: number): WatchState {
  const { open, health, pending } = state
  if (open.length === 0) return state
  // At the last look: of what was later nobody knows anything, nor whether the source was still approved.
  const stays = suspend(state.scene, state.scene.tracker.at, 'watch_ended')
  const faults = endHealth(health.record, now)
  const ends = [...stays.events, ...faults.events].map((event) => toEndRecord(event, open, health.log))
  const records = ends.filter((record) => record !== null)
  if (records.length < ends.length) return state
  return {
    ...state,
    scene: stays.state,
    health: { ...health, record: faults.record },
    open: [],
    pending: [...pending, ...records],
  }
}
