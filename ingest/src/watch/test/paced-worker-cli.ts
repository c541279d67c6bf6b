import type { Clock } from '@sightline/infra/platform/clock'
import type { Watches } from '../../worker/watches.ts'
import { runWorker, type Run } from '../../main.ts'
import type { ModelSet } from '../../perceive/infer/model-set.ts'
import type { Pause } from '../../floor/pause.ts'
import type { Watch } from '../watch.ts'

/** The worker as it runs in production, by a clock that a test moves (`paced-clock.ts`); it says when it has caught up. */
let now = Date.now()
const clock: Clock = { now: () => now, monotonic: () => now }
const due = new Set<() => void>()

const pause: Pause = (ms, signal) =>
  new Promise((resolve) => {
    const until = now + ms
    const look = (): void => {
      if (now < until && !signal.aborted) return
      due.delete(look)
      signal.removeEventListener('abort', look)
      resolve()
    }
    due.add(look)
    signal.addEventListener('abort', look)
    look()
  })

/** Looks that are under way. */
let looking = 0
async function counted<T>(look: Promise<T>): Promise<T> {
  looking += 1
  return look.finally(() => (looking -= 1))
}

function countLooks(modelSet: ModelSet): ModelSet {
  const { detector, closeUp, embedder, pose, further } = modelSet
  return {
    ...modelSet,
    detector: { ...detector, submit: (...of) => counted(detector.submit(...of)) },
    closeUp: { look: (...of) => counted(closeUp.look(...of)) },
    further: further.map((one) => ({ ...one, look: (...of) => counted(one.look(...of)) })),
    embedder: embedder && { ...embedder, look: (...of) => counted(embedder.look(...of)) },
    pose: pose && { ...pose, look: (...of) => counted(pose.look(...of)) },
  }
}

/** The same object for the same eye: the worker knows by it whether anything has changed. */
const seeing: Run['seeing'] = (eyeNow) => {
  let last: { readonly from: ModelSet; readonly modelSet: ModelSet } | null = null
  return () => {
    const from = eyeNow()
    if (!from) return null
    if (last?.from !== from) last = { from, modelSet: countLooks(from) }
    return last.modelSet
  }
}

/** Pictures come this late at most, by the clock: two lie in ffmpeg, some in pipes. At full rate five are fed for one seen. */
const lateMs = 320
const fedForOne = 12
const decoded = new WeakMap<Watch, { frames: number; fed: number; mode: string }>()

function isDecoded(watch: Watch): boolean {
  const [{ fed, frames }, mode] = [watch.decoding(), watch.state().cadence]
  const before = decoded.get(watch)
  if (!before || before.frames !== frames || before.mode !== mode || fed < before.fed) {
    decoded.set(watch, { frames, fed, mode })
    return true
  }
  return fed - before.fed <= (mode === 'full' ? fedForOne : 0)
}

function isCaughtUp(watch: Watch): boolean {
  const { connection, lastSampleAt } = watch.state()
  if (connection === 'connecting') return false
  if (connection !== 'live') return true
  return lastSampleAt !== null && now - lastSampleAt <= lateMs && isDecoded(watch)
}

let watches: Watches | null = null
/** What was due at this time may be on its way to the disk still. */
const isWriting = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))
const hasCaughtUp = (): boolean => {
  const all = watches?.all() ?? []
  return looking === 0 && all.length > 0 && all.every(isCaughtUp) && !isWriting()
}

let waiting = false
function sayWhenCaughtUp(): void {
  waiting = !hasCaughtUp()
  if (waiting) setTimeout(sayWhenCaughtUp, 2)
  else process.send?.(now)
}
process.on('message', (at) => {
  now = Number(at)
  for (const look of [...due]) look()
  if (waiting) return
  waiting = true
  // After what the look has set going.
  setImmediate(sayWhenCaughtUp)
})
process.on('disconnect', () => process.exit(1))

runWorker({ clock, pause, seeing, onWatches: (all) => (watches = all) }).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
