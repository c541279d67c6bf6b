// Loaded into the mains by NODE_OPTIONS: at each SIGUSR2 appends how late the event loop was since the last one, in ms.
import { appendFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const file = process.env.SIGHTLINE_LOOP_FILE
if (isMainThread && file) {
  const resolution = 5
  const loop = monitorEventLoopDelay({ resolution })
  loop.enable()
  process.on('SIGUSR2', () => {
    // The histogram holds the distances between ticks; what is over the wanted distance is late.
    const [p50, p99, max] = [loop.percentile(50), loop.percentile(99), loop.max].map(
      (ns) => ns / 1e6 - resolution,
    )
    appendFileSync(file, `${JSON.stringify({ p50, p99, max })}\n`)
    loop.reset()
  })
}
