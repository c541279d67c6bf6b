import type { SourceState } from '../../contract/sources.ts'

/** What is older is not shown as live. */
export const staleAfterMs = 5_000

interface Report {
  readonly state: SourceState
  readonly arrivedAt: number
}

const nothing: SourceState = {
  connection: 'waiting',
  since: 0,
  fault: null,
  health: [],
  lastSampleAt: null,
  clockSource: null,
  clockOffsetMs: null,
  classes: [],
  cadence: 'none',
  fps: 0,
  kbps: 0,
  framesLooked: 0,
  framesDropped: {},
  drops: {},
  ringFromAt: null,
  ringBytes: 0,
  openStays: 0,
}

/** How a source is to be shown now, from the last report of its worker: a stale report is never shown as live. */
export function shownState(
  source: { enabled: boolean; createdAt: number },
  report: Report | undefined,
  { at, startedAt, isOverloaded = false }: { at: number; startedAt: number; isOverloaded?: boolean },
): SourceState {
  const since = Math.max(source.createdAt, startedAt)
  if (!source.enabled) return { ...nothing, connection: 'off', since: report?.state.since ?? since }
  if (!report) return { ...nothing, since, fault: isOverloaded ? 'overloaded' : null }
  if (at - report.arrivedAt <= staleAfterMs) return report.state
  const still = { fps: 0, kbps: 0, cadence: 'none', openStays: report.state.openStays } as const
  const lost = { connection: 'fault', fault: 'worker_lost', since: report.arrivedAt + staleAfterMs } as const
  return { ...report.state, ...still, ...lost }
}

const face = (state: SourceState): string =>
  JSON.stringify([state.connection, state.fault, state.since, state.health, state.clockSource, state.isLate])

/**
 * The last report of each source, in memory: it is about now, and after a restart there is none. `sweep` names the
 * sources that look different from the last sweep, also because their worker fell silent.
 */
export function createStateBoard(now: () => number) {
  const startedAt = now()
  const reports = new Map<string, Report>()
  const shown = new Map<string, string>()
  const enabled = { enabled: true, createdAt: 0 }
  /** A worker that looks at its sources late takes no more of them. */
  const isOverloaded = (at: number): boolean =>
    [...reports.values()].some(({ state, arrivedAt }) => state.isLate && at - arrivedAt <= staleAfterMs)
  return {
    report: (sourceId: string, state: SourceState): void =>
      void reports.set(sourceId, { state, arrivedAt: now() }),
    of: (source: { id: string; enabled: boolean; createdAt: number }): SourceState =>
      shownState(source, reports.get(source.id), { at: now(), startedAt, isOverloaded: isOverloaded(now()) }),
    sweep(): readonly string[] {
      const changed: string[] = []
      for (const [id, report] of reports) {
        const looks = face(shownState(enabled, report, { at: now(), startedAt }))
        if (shown.get(id) !== looks) changed.push(id)
        shown.set(id, looks)
      }
      return changed
    },
  }
}
export type StateBoard = ReturnType<typeof createStateBoard>
