import type { HealthEvent, HealthFault } from '../finding.ts'
import { emptyHealth, stepHealth, type HealthLook, type HealthRecord, type Ward } from './health.ts'

/** Between two looks at a camera, ms. A look's time is a whole number of them. */
export const lookEveryMs = 1000

/** Looks that followed each other without a gap and all said the same; `fromAt` and `toAt` are the first and the last. */
export interface HealthRun {
  readonly fromAt: number
  readonly toAt: number
  readonly faults: readonly HealthFault[]
  readonly isSure: boolean
}

/** The looks that a camera's open faults rest on: what was remembered before the first of them, and all since. */
export interface HealthLog {
  readonly start: HealthRecord
  readonly runs: readonly HealthRun[]
}

export const emptyLog: HealthLog = { start: emptyHealth, runs: [] }

/** A camera that flickers for days makes no file of days: beyond this the log begins anew with what is remembered. */
const mostRuns = 2000

const isNext = (run: HealthRun, { at, faults, isSure }: HealthLook): boolean =>
  at - run.toAt === lookEveryMs && run.isSure === isSure && run.faults.join() === faults.join()

/** The log with one more look. `before` is what was remembered when it was taken: without any fault nothing rests on earlier looks. */
export function noteLook(log: HealthLog, look: HealthLook, before: HealthRecord): HealthLog {
  const { start, runs } =
    before.ailments.length === 0 || log.runs.length >= mostRuns ? { start: before, runs: [] } : log
  const last = runs.at(-1)
  if (last && isNext(last, look)) return { start, runs: [...runs.slice(0, -1), { ...last, toAt: look.at }] }
  const { at, faults, isSure } = look
  return { start, runs: [...runs, { fromAt: at, toAt: at, faults, isSure }] }
}

/** Every look of a run, as it was taken. */
const looksOf = ({ fromAt, toAt, faults, isSure }: HealthRun): readonly HealthLook[] =>
  Array.from({ length: Math.floor((toAt - fromAt) / lookEveryMs) + 1 }, (_, i) => ({
    at: fromAt + i * lookEveryMs,
    faults,
    isSure,
  }))

/** The events that the looks of a log give under these rules, by the fold that gave them first, and what is then remembered. */
export function refold(
  { start, runs }: HealthLog,
  wardAt: (look: HealthLook) => Ward,
): { readonly record: HealthRecord; readonly events: readonly HealthEvent[] } {
  const events: HealthEvent[] = []
  let record = start
  for (const look of runs.flatMap(looksOf)) {
    const next = stepHealth(record, look, wardAt(look))
    record = next.record
    events.push(...next.events)
  }
  return { record, events }
}
