import type { WantedShadow } from '@sightline/api/contract/shadow-report'
import type { Beside, ShadowsDeps } from './beside.ts'
import { createShadowRun, type ShadowRunning } from './shadow-run.ts'

/** The shadow of a worker: at most one. */
export interface Shadows {
  readonly beside: Beside
  /** What it shall run from now on; null: nothing. */
  want(wanted: WantedShadow | null): void
  close(): Promise<void>
}

export function createShadows(deps: ShadowsDeps): Shadows {
  let run: { readonly runId: string; readonly running: ShadowRunning } | null = null
  const ending = new Set<Promise<void>>()

  function leave(): void {
    if (!run) return
    const end = run.running.close().finally(() => ending.delete(end))
    ending.add(end)
    run = null
  }
  /** Whatever goes wrong beside those in force stays there. */
  function quietly(act: (running: ShadowRunning) => void): void {
    if (!run) return
    try {
      act(run.running)
    } catch (err) {
      deps.log.warn({ err }, 'a shadow failed')
    }
  }
  return {
    beside: {
      wantsPicture(sourceId) {
        let wants = false
        quietly((running) => void (wants = running.wantsPicture(sourceId)))
        return wants
      },
      looked: (look) => quietly((running) => running.looked(look)),
      suspended: (sourceId, at) => quietly((running) => running.suspended(sourceId, at)),
      isBehind: () => quietly((running) => running.isBehind()),
      concluded: (sourceId, records) => quietly((running) => running.concluded(sourceId, records)),
    },
    want(wanted) {
      if (wanted?.runId !== run?.runId) leave()
      if (!wanted) return
      run ??= { runId: wanted.runId, running: createShadowRun(deps, wanted) }
      run.running.want(wanted)
    },
    async close() {
      leave()
      await Promise.all(ending)
    },
  }
}
