import { openRing } from '../ring/ring.ts'
import { openHeld } from '../dossier/held.ts'
import { spoolDirs } from '../spool/spool.ts'
import { createStages } from '../dossier/stages.ts'
import { cutFrom } from '../dossier/cut-segment.ts'
import { isSameEvent, type FindingRecord } from '../findings/finding-record.ts'
import { endOpen } from '../judge/end-open.ts'
import { readState, saveState, type WatchState } from '../judge/saved-state.ts'
import { ringDir, watchDir } from './watch-dirs.ts'
import type { WatchDeps } from './watch-deps.ts'

export type FinishDeps = Pick<
  WatchDeps,
  | ('dataDir' | 'clock' | 'random' | 'log' | 'pause' | 'ringBounds')
  | ('spool' | 'fill' | 'sealTurns' | 'onSealed')
>

/**
 * Ends what a watch that is over has left open, and carries out what waits, from what it recorded: nobody can review an
 * alert whose recording is awaited, and it may never be watched again. What was recorded too short is said in the dossier. Ends when all is done
 * or the signal aborts; what is not done then is still saved. No watch of that source may run meanwhile.
 */
export async function finishLeft(deps: FinishDeps, sourceId: string, signal: AbortSignal): Promise<void> {
  const dir = watchDir(deps.dataDir, sourceId)
  const saved = await readState(dir)
  if (!saved) return
  const state = endOpen(saved, deps.clock.now())
  if (state !== saved) await saveState(dir, state)
  if (state.pending.length === 0) return
  const { clock, random, log, pause, spool, fill, sealTurns, onSealed } = deps
  const ring = await openRing({
    dir: ringDir(deps.dataDir, sourceId),
    clock,
    ...deps.ringBounds,
    onState: () => undefined,
  })
  const left = saveLeft(dir, state)
  const stages = createStages({
    clock,
    random,
    log,
    pause,
    spool,
    fill,
    sealTurns,
    onSealed,
    watchDir: dir,
    held: openHeld(spoolDirs(deps.dataDir).held, cutFrom(ring)),
    recording: {
      newestAt: () => ring.stats().toAt,
      isLive: () => false,
      isOver: () => true,
      hold: (window) => ring.hold(window),
    },
    carriedOut: left.carriedOut,
  })
  const stop = (): void => void stages.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    log.info({ sourceId, pending: state.pending.length }, 'finishing what a watch has left')
    stages.accept(state.pending)
    if (signal.aborted) stop()
    await stages.idle()
  } finally {
    signal.removeEventListener('abort', stop)
    await ring.close()
  }
}

/** The saved state, shorter by every record that is carried out; one write after the other. */
function saveLeft(dir: string, state: WatchState) {
  let saved: Promise<unknown> = Promise.resolve()
  let left = state
  return {
    carriedOut({ event }: FindingRecord): Promise<void> {
      const save = async (): Promise<void> => {
        const pending = left.pending.filter((record) => !isSameEvent(record.event, event))
        await saveState(dir, { ...left, pending })
        left = { ...left, pending }
      }
      const mine = saved.then(save)
      saved = mine.catch(() => undefined)
      return mine
    },
  }
}
