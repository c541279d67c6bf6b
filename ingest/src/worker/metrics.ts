import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Room } from '../spool/spool.ts'
import type { Watch } from '../watch/watch.ts'
import { histogramLines } from '../floor/delays.ts'

export interface MetricsDeps {
  readonly watches: () => readonly Watch[]
  readonly room: () => Room
}

/** What a worker says of itself. */
export interface Metrics {
  /** In the Prometheus text format. */
  text(): string
  /** Longest stall of the event loop since the start, ms. */
  loopLagMaxMs(): number
  stop(): void
}

export function startMetrics({ watches, room }: MetricsDeps): Metrics {
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const ms = (nanoseconds: number): number => Math.round(nanoseconds / 1e4) / 100
  return {
    text() {
      const { spoolBytes, freeBytes, isFull } = room()
      const lines = [
        `sightline_ingest_loop_lag_max_ms ${ms(loop.max)}`,
        `sightline_ingest_loop_lag_p99_ms ${ms(loop.percentile(99))}`,
        `sightline_ingest_spool_bytes ${spoolBytes}`,
        `sightline_ingest_disk_free_bytes ${freeBytes}`,
        `sightline_ingest_disk_full ${isFull ? 1 : 0}`,
        // From a frame's arrival to what the model saw in it, over all sources since their start.
        ...histogramLines(
          'sightline_ingest_frame_to_fact_ms',
          watches().map((watch) => watch.counts().factDelays),
        ),
      ]
      return `${[...lines, ...watches().flatMap(linesOf)].join('\n')}\n`
    },
    loopLagMaxMs: () => ms(loop.max),
    stop: () => void loop.disable(),
  }
}

function linesOf(watch: Watch): string[] {
  const source = `source="${watch.source().id}"`
  const { framesLooked, framesDropped, drops, eventsByStage } = watch.counts()
  const by = (name: string, label: string, counts: Readonly<Record<string, number | undefined>>): string[] =>
    Object.entries(counts).map(
      ([key, value]) => `sightline_ingest_${name}{${source},${label}="${key}"} ${value ?? 0}`,
    )
  return [
    `sightline_ingest_frames_looked{${source}} ${framesLooked}`,
    ...by('frames_dropped', 'reason', framesDropped),
    ...by('decoder', 'what', { ...watch.decoding() }),
    ...by('drops', 'reason', drops),
    ...by('events', 'stage', eventsByStage),
  ]
}

/** Serves the text on 127.0.0.1; answers how to stop. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const isKnown = request.url === '/metrics'
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4' })
    response.end(isKnown ? metrics.text() : 'not found\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return () => new Promise((resolve) => server.close(() => resolve()))
}
