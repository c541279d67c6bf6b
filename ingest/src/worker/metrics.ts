import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Room } from '../spool/spool.ts'
import type { Watch } from '../watch/watch.ts'

export interface MetricsDeps {
  readonly watches: () => readonly Watch[]
  readonly room: () => Room
  readonly looks: LookDelays
}

/** What a worker says of itself. */
export interface Metrics {
  /** In the Prometheus text format. */
  text(): Promise<string>
  stop(): void
}

/** From a frame's arrival to what the model saw in it, ms, over all sources since the start. */
export interface LookDelays {
  readonly registry: Registry
  observe(delayMs: number): void
}

const prefix = 'sightline_ingest_'
/** From 10 ms to 20 s in steps that grow by a quarter. */
const bounds = Array.from({ length: 35 }, (_, i) => Math.round(10 * 1.25 ** i))

/** Counts how long looks take; `startMetrics` shows it. */
export function countLookDelays(): LookDelays {
  const registry = new Registry()
  const histogram = new Histogram({
    name: `${prefix}frame_to_fact_ms`,
    help: 'From the arrival of a frame to what the model saw in it, ms',
    buckets: bounds,
    registers: [registry],
  })
  return { registry, observe: (delayMs: number) => histogram.observe(delayMs) }
}

/** By a label, what each watch has counted. */
type Counts = (watch: Watch) => Readonly<Record<string, number | undefined>>
const counted: readonly [name: string, help: string, label: string, counts: Counts][] = [
  ['frames_dropped', 'Frames that no model saw', 'reason', (watch) => watch.counts().framesDropped],
  ['decoder', 'What the decoder took, gave and lost', 'what', (watch) => ({ ...watch.decoding() })],
  ['drops', 'Tracks and stays that were dropped', 'reason', (watch) => watch.counts().drops],
  ['events', 'Findings by stage', 'stage', (watch) => watch.counts().eventsByStage],
]

export function startMetrics({ watches, room, looks: { registry } }: MetricsDeps): Metrics {
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const ms = (nanoseconds: number): number => Math.round(nanoseconds / 1e4) / 100
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: prefix + name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('loop_lag_max_ms', 'Longest stall of the event loop since the start', () => ms(loop.max))
  gauge('loop_lag_p99_ms', 'Stall of the event loop, 99 of 100', () => ms(loop.percentile(99)))
  gauge('spool_bytes', 'Dossiers that are not handed over yet', () => room().spoolBytes)
  gauge('disk_free_bytes', 'Room on the disk', () => room().freeBytes)
  gauge('disk_full', '1: nothing is recorded for want of room', () => (room().isFull ? 1 : 0))
  new Counter({
    name: `${prefix}frames_looked`,
    help: 'Frames that a model saw',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      this.reset()
      for (const watch of watches()) this.inc({ source: watch.source().id }, watch.counts().framesLooked)
    },
  })
  for (const [name, help, label, counts] of counted)
    new Counter({
      name: prefix + name,
      help,
      labelNames: ['source', label],
      registers: [registry],
      collect() {
        this.reset()
        for (const watch of watches())
          for (const [key, value] of Object.entries(counts(watch)))
            this.inc({ source: watch.source().id, [label]: key }, value ?? 0)
      },
    })
  return { text: () => registry.metrics(), stop: () => void loop.disable() }
}

/** Serves the text on 127.0.0.1; answers how to stop. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const isKnown = request.url === '/metrics'
    const text = isKnown ? metrics.text() : Promise.resolve('not found\n')
    text.then(
      (body) => {
        response.writeHead(isKnown ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4' })
        response.end(body)
      },
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return () => new Promise((resolve) => server.close(() => resolve()))
}
