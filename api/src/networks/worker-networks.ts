import type { LoadedNetwork, WorkerNetworks as Report } from '../../contract/networks.ts'
import { staleAfterMs } from '../sources/state-board.ts'

/** What each worker said last that it runs, in memory; a worker silent for longer than a state may be old is gone. */
export function createWorkerNetworks(now: () => number) {
  const reports = new Map<string, { networks: readonly LoadedNetwork[]; at: number }>()
  const forgetSilent = (): void => {
    for (const [workerId, { at }] of reports) if (now() - at > staleAfterMs) reports.delete(workerId)
  }
  return {
    report(workerId: string, networks: readonly LoadedNetwork[]): void {
      forgetSilent()
      reports.set(workerId, { networks, at: now() })
    },
    current(): Report[] {
      forgetSilent()
      return [...reports]
        .map(([workerId, { networks }]) => ({ workerId, networks: [...networks] }))
        .toSorted((a, b) => a.workerId.localeCompare(b.workerId))
    },
  }
}
export type WorkerNetworks = ReturnType<typeof createWorkerNetworks>
