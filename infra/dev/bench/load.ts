import { setTimeout as delay } from 'node:timers/promises'
import type { Stack } from '../stack/stack.ts'
import { askLoop, ms, type Loop } from './ask-loop.ts'
import { readCounters, type Counters } from './counters.ts'
import { cpuSeconds, memoryMebibytes, peakMebibytes, type Memory } from './process-tree.ts'

/** What a worker did over a stretch of time. */
export interface Load {
  readonly sources: number
  readonly cores: number
  readonly memory: Memory
  /** The most that the worker's own process held since it began, MiB. */
  readonly peak: number
  /** Its event loop within the step. */
  readonly loop: Loop
  /** Pictures the model saw, a second. */
  readonly looksPerSecond: number
  /** Within which so many looks were, from a frame's arrival to what the model saw in it; ms, to the next step of a quarter. */
  readonly delays: { readonly p50: number | null; readonly p95: number | null }
  readonly drops: Readonly<Record<string, number>>
}

interface Sums {
  readonly drops: Readonly<Record<string, number>>
  readonly delays: Readonly<Record<string, number>>
  readonly looked: number
}

function sumsOf(counters: Counters): Sums {
  const decoder = counters.by('decoder', 'what')
  return {
    drops: { ...counters.by('frames_dropped', 'reason'), ...decoder },
    delays: counters.by('frame_to_fact_ms_bucket', 'le'),
    looked: counters.sum('frames_looked'),
  }
}

const minus = (after: Sums['drops'], before: Sums['drops']): Record<string, number> =>
  Object.fromEntries(Object.entries(after).map(([key, value]) => [key, value - (before[key] ?? 0)]))

/** The least bound within which this share of a cumulative histogram lies; null of none, Infinity beyond the last bound. */
export function quantileOf(cumulative: Readonly<Record<string, number>>, share: number): number | null {
  const steps = Object.entries(cumulative)
    .map(([bound, count]) => ({ bound: bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound), count }))
    .toSorted((a, b) => a.bound - b.bound)
  const all = steps.at(-1)?.count ?? 0
  return all === 0 ? null : (steps.find(({ count }) => count >= all * share)?.bound ?? null)
}

/** Watches the worker for so many seconds. */
export async function measureLoad(stack: Stack, sources: number, seconds: number): Promise<Load> {
  const [pid, port] = [stack.ingestPid() ?? 0, stack.env['SIGHTLINE_METRICS_PORT'] ?? '']
  await askLoop(stack)
  const before = sumsOf(await readCounters(port))
  const [cpu, at] = [cpuSeconds(pid), performance.now()]
  await delay(seconds * 1000)
  const took = (performance.now() - at) / 1000
  const cores = (cpuSeconds(pid) - cpu) / took
  const after = sumsOf(await readCounters(port))
  const delays = minus(after.delays, before.delays)
  return {
    sources,
    cores,
    memory: memoryMebibytes(pid),
    peak: peakMebibytes(pid),
    loop: await askLoop(stack),
    looksPerSecond: (after.looked - before.looked) / took,
    delays: { p50: quantileOf(delays, 0.5), p95: quantileOf(delays, 0.95) },
    drops: minus(after.drops, before.drops),
  }
}

/** What says that the machine cannot keep up; a picture that nothing stirs in is left out on purpose. */
export const overloadDrops = ({ drops }: Load): number =>
  (drops['newer_frame'] ?? 0) + (drops['lostGroups'] ?? 0)

/** One line of a table, per source where that says more. */
export function loadNote({
  sources,
  cores,
  memory,
  peak,
  loop,
  looksPerSecond,
  delays,
  drops,
}: Load): string {
  const each = (mebibytes: number): string => (mebibytes / sources).toFixed(0)
  const lost = Object.entries(drops).flatMap(([reason, count]) => (count > 0 ? [`${reason} ${count}`] : []))
  const within = (value: number | null): string => (value === null ? 'none' : `${value} ms`)
  return [
    `${((cores * 60) / sources).toFixed(2)} CPU s per stream-minute`,
    `${each(memory.proportional)} MiB per source (${each(memory.resident)} with what is shared counted for each)`,
    `peak of the worker itself ${peak.toFixed(0)} MiB`,
    `loop's own work p99 ${ms(loop.ownP99)}, max ${ms(loop.ownMax)}, late p99 ${ms(loop.p99)}`,
    `${looksPerSecond.toFixed(1)} looks/s`,
    `frame to fact p50 ${within(delays.p50)}, p95 ${within(delays.p95)}`,
    `dropped: ${lost.join(', ') || 'none'}`,
  ].join('; ')
}
