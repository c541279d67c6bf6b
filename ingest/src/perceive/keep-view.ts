import type { Zone } from '@sightline/api/contract/zones'
import type { Clock } from '@sightline/infra/platform/clock'
import type { KeptViews } from './gate/health-view.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Pause } from '../floor/pause.ts'
import { saveView, zonesInForce, type SavedView } from './saved-view.ts'

export interface ViewKeeperDeps {
  /** The watch's own folder. */
  readonly dir: string
  readonly clock: Pick<Clock, 'monotonic'>
  readonly pause: Pause
  readonly gatekeeper: Pick<Gatekeeper, 'keptViews'>
  readonly zones: () => readonly Zone[]
  /** What is on the disk already. */
  readonly saved: SavedView | null
  /** The disk refuses: the watch ends. */
  readonly fail: (error: unknown) => void
}

const lookEveryMs = 10_000
const saveEveryMs = 5 * 60_000

/**
 * Saves by which views a camera is known: soon after they are learnt, after other zones and after the camera was turned or
 * turned back; else every five minutes, and at the end. A kill forgets so much of how the light went on.
 */
export function keepView(deps: ViewKeeperDeps): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const memory: Memory = { saved: deps.saved, savedAt: deps.clock.monotonic() }
  const running = keepSaving(deps, memory, stopping.signal).catch(deps.fail)
  return {
    async stop() {
      stopping.abort()
      await running
      await save(deps, memory, true)
    },
  }
}

interface Memory {
  saved: SavedView | null
  savedAt: number
}

async function keepSaving(deps: ViewKeeperDeps, memory: Memory, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await save(deps, memory, deps.clock.monotonic() - memory.savedAt >= saveEveryMs)
    await deps.pause(lookEveryMs, signal)
  }
}

async function save({ dir, clock, ...deps }: ViewKeeperDeps, memory: Memory, isDue: boolean): Promise<void> {
  const next = toSaved(memory.saved, { kept: deps.gatekeeper.keptViews(), zones: deps.zones(), isDue })
  if (!next) return
  memory.saved = next
  memory.savedAt = clock.monotonic()
  await saveView(dir, next)
}

interface Present {
  readonly kept: KeptViews | null
  readonly zones: readonly Zone[]
  readonly isDue: boolean
}

/** What to save now; null: nothing. Without zones in force there is nothing that could be misplaced. */
export function toSaved(before: SavedView | null, { kept, zones, isDue }: Present): SavedView | null {
  const inForce = zonesInForce(zones)
  if (!kept || inForce.length === 0) return null
  const isOther = before?.isMoved !== kept.isMoved || before.zones.join() !== inForce.join()
  return isOther || isDue ? { ...kept, zones: inForce } : null
}
