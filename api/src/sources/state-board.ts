import { sourceStateSchema, type SourceState } from '../../contract/sources.ts'
import type { Deps } from '../deps.ts'
import { liveChannel } from '../live/notify.ts'

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
  { at, isOverloaded = false }: { readonly at: number; readonly isOverloaded?: boolean },
): SourceState {
  const since = source.createdAt
  if (!source.enabled) return { ...nothing, connection: 'off', since: report?.state.since ?? since }
  if (!report) return { ...nothing, since, fault: isOverloaded ? 'overloaded' : null }
  if (at - report.arrivedAt <= staleAfterMs) return report.state
  const still = { fps: 0, kbps: 0, cadence: 'none', openStays: report.state.openStays } as const
  const lost = { connection: 'fault', fault: 'worker_lost', since: report.arrivedAt + staleAfterMs } as const
  return { ...report.state, ...still, ...lost }
}

/** What of a state a screen is told of when it changes. */
const looksOf = (state: SourceState): string =>
  JSON.stringify([
    state.connection,
    state.fault,
    state.since,
    state.health,
    state.clockSource,
    state.isLate,
    state.sights?.map(({ ruleId, silent }) => [ruleId, silent]),
  ])

export interface ReportedState {
  readonly sourceId: string
  readonly state: SourceState
}
type Shown = { readonly id: string; readonly enabled: boolean; readonly createdAt: number }

/** The last report of each source, in the database: any process of the api shows what a worker said to another. */
export function createStateBoard({ db, now }: Pick<Deps, 'db' | 'now'>) {
  /** A report of a version that said other things says nothing. */
  async function reportsOf(ids: readonly string[]): Promise<Map<string, Report>> {
    const rows = await db.sourceReport.findMany({ where: { sourceId: { in: [...ids] } } })
    return new Map(
      rows.flatMap(({ sourceId, state, at }) => {
        const known = sourceStateSchema.safeParse(state)
        return known.success ? [[sourceId, { state: known.data, arrivedAt: at.getTime() }] as const] : []
      }),
    )
  }
  /** A worker that looks at its sources late takes no more of them: one that nobody reports on waits for that. */
  async function isOverloaded(): Promise<boolean> {
    const at = { gte: new Date(now() - staleAfterMs) }
    return (await db.sourceReport.count({ where: { at, state: { path: ['isLate'], equals: true } } })) > 0
  }
  return {
    /** In one order, so that no two reports wait for each other. */
    async report(states: readonly ReportedState[]): Promise<void> {
      if (states.length === 0) return
      const rows = states.map(({ sourceId, state }) => ({
        source_id: sourceId,
        state,
        looks: looksOf(state),
      }))
      await db.$executeRaw`
        INSERT INTO source_report (source_id, state, looks, at)
        SELECT DISTINCT ON (source_id) source_id, state, looks, ${new Date(now())}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (source_id text, state jsonb, looks text)
        ORDER BY source_id
        ON CONFLICT (source_id) DO UPDATE SET state = excluded.state, looks = excluded.looks, at = excluded.at`
    },
    /** How each is to be shown now, beside what was known of it. */
    async withStates<T extends Shown>(sources: readonly T[]): Promise<(T & { state: SourceState })[]> {
      const reports = await reportsOf(sources.map(({ id }) => id))
      const some = {
        at: now(),
        isOverloaded: sources.some(({ id }) => !reports.has(id)) && (await isOverloaded()),
      }
      return sources.map((source) => ({ ...source, state: shownState(source, reports.get(source.id), some) }))
    },
    async stateOf(source: Shown): Promise<SourceState> {
      const report = (await reportsOf([source.id])).get(source.id)
      return shownState(source, report, { at: now(), isOverloaded: !report && (await isOverloaded()) })
    },
    /**
     * Tells every screen of the sources that look different from what was told last, also because their worker fell
     * silent. Asked by every process: what one tells (or is about to) the others pass over.
     */
    async sweep(): Promise<void> {
      const staleAt = new Date(now() - staleAfterMs)
      await db.$executeRaw`
        WITH due AS (
          SELECT source_id, CASE WHEN at < ${staleAt} THEN 'silent' ELSE looks END AS looks_now FROM source_report
          WHERE told IS DISTINCT FROM CASE WHEN at < ${staleAt} THEN 'silent' ELSE looks END
          FOR UPDATE SKIP LOCKED
        ), changed AS (
          UPDATE source_report SET told = looks_now FROM due WHERE source_report.source_id = due.source_id
          RETURNING source_report.source_id
        )
        SELECT pg_notify(${liveChannel}, json_build_object('type', 'source', 'id', source_id)::text) FROM changed`
    },
  }
}
export type StateBoard = ReturnType<typeof createStateBoard>
