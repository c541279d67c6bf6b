import type { connectionStates, SourceState } from '@sightline/api/contract/sources'

export type Shown = (typeof connectionStates)[number] | 'unknown'

/** Older than this, a report or a frame says nothing about now. */
export const staleMs = 5_000

/**
 * What may be said of a source now. `at` is the server's time of the answer, `answerAgeMs` how long the answer has been
 * on this screen. `live` needs a fresh answer and a fresh frame; without the first nothing is known, without the second
 * it is silent.
 */
export function shownConnection(
  state: Pick<SourceState, 'connection' | 'lastSampleAt'>,
  { at, answerAgeMs }: { at: number; answerAgeMs: number },
): Shown {
  if (answerAgeMs > staleMs) return 'unknown'
  if (state.connection !== 'live') return state.connection
  return state.lastSampleAt !== null && at + answerAgeMs - state.lastSampleAt <= staleMs ? 'live' : 'silent'
}
