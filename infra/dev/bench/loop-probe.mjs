// Loaded into the mains by NODE_OPTIONS: at each SIGUSR2 appends how late the event loop was since the last one, in ms,
// and the longest time between two ticks that the loop's own thread was computing (Linux: schedstat), which is what it
// blocks itself: the rest of the lateness is waiting for a core, a lock or the disk.
import { appendFileSync, existsSync, openSync, readSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const resolution = 5
const schedstat = '/proc/thread-self/schedstat'

/** CPU time of this thread between two ticks, ms; nothing where the system does not tell. */
function watchOwnWork() {
  if (!existsSync(schedstat)) return () => ({})
  const [file, bytes] = [openSync(schedstat, 'r'), Buffer.alloc(100)]
  const cpuMs = () =>
    Number(bytes.toString('latin1', 0, readSync(file, bytes, 0, 100, 0)).split(' ')[0]) / 1e6
  let before = cpuMs()
  let spans = []
  setInterval(() => {
    const now = cpuMs()
    spans.push(now - before)
    before = now
  }, resolution).unref()
  return () => {
    const sorted = spans.toSorted((a, b) => a - b)
    spans = []
    return { ownP99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, ownMax: sorted.at(-1) ?? 0 }
  }
}

const file = process.env.SIGHTLINE_LOOP_FILE
if (isMainThread && file) {
  const loop = monitorEventLoopDelay({ resolution })
  loop.enable()
  const ownWork = watchOwnWork()
  process.on('SIGUSR2', () => {
    // The histogram holds the distances between ticks; what is over the wanted distance is late.
    const [p50, p99, max] = [loop.percentile(50), loop.percentile(99), loop.max].map(
      (ns) => ns / 1e6 - resolution,
    )
    appendFileSync(file, `${JSON.stringify({ p50, p99, max, ...ownWork() })}\n`)
    loop.reset()
  })
}
