import { isOfDevice } from '../../law/standing.ts'
import { standingNow, type Arrival } from './store-dossier.ts'

/**
 * Whether its alert becomes a clue by this. The end of a watch claims nothing, not even that anything left; and how the source
 * stood at the end of a stay takes nothing from what was confirmed while it was still in use. A key that does not count does.
 */
export function makesClue(arrival: Arrival): boolean {
  const { manifest, clueReasons, keyReasons } = arrival
  if (keyReasons.length > 0) return true
  if (manifest.finding.reason === 'watch_ended' || standingNow(arrival) !== 'clue') return false
  const isEnd = manifest.stage === 'closed'
  return !isEnd || [...manifest.clueReasons, ...clueReasons].some((reason) => !isOfDevice(reason))
}
