import { type LiveEvent, liveEventSchema } from '@sightline/api/contract/live'
import { heardTick, type LiveState, type LiveStatus, silenceLimitMs, statusAt } from './live-state.ts'

export interface LiveSnapshot {
  readonly status: LiveStatus
  readonly heardAt: number | null
  readonly aheadMs: number
}
export interface Live {
  readonly start: () => void
  readonly stop: () => void
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => LiveSnapshot
  readonly onEvent: (listener: (event: LiveEvent) => void) => () => void
  /** Called each time the line is good again (the first time too): what is on screen must be asked for anew. */
  readonly onBack: (listener: () => void) => () => void
}
interface LiveDeps {
  readonly now: () => number
  readonly open: () => EventSource
}

const retryMs = 2_000
const watchMs = 500

/** One event stream for the whole screen. A line that is open but silent is closed and opened again. */
export function createLive({ now, open }: LiveDeps): Live {
  const changed = listeners<void>()
  const heard = listeners<LiveEvent>()
  const back = listeners<void>()
  const line = createLine({ now, open }, (event) => take(event))
  let state: LiveState = { startedAt: now(), heardAt: null, aheadMs: 0, browserOnline: true }
  let shown: LiveSnapshot = { status: 'connecting', heardAt: null, aheadMs: 0 }
  let timer: ReturnType<typeof setInterval> | undefined

  function publish(): void {
    const status = statusAt(state, now())
    if (status === shown.status && state.heardAt === shown.heardAt) return
    const isBack = status === 'live' && shown.status !== 'live'
    shown = { status, heardAt: state.heardAt, aheadMs: state.aheadMs }
    changed.tell()
    if (isBack) back.tell()
  }
  function take(event: LiveEvent): void {
    if (event.type === 'tick') state = heardTick(state, event.at, now())
    publish()
    heard.tell(event)
  }
  function watch(): void {
    state = { ...state, browserOnline: navigator.onLine }
    publish()
    const quietMs = now() - Math.max(state.heardAt ?? 0, line.openedAt())
    if (quietMs > (line.isClosed() ? retryMs : 2 * silenceLimitMs)) line.open()
  }
  function start(): void {
    state = { ...state, startedAt: now(), heardAt: null }
    line.open()
    clearInterval(timer)
    timer = setInterval(watch, watchMs)
  }
  function stop(): void {
    clearInterval(timer)
    line.close()
  }
  const snapshot = (): LiveSnapshot => shown
  return { start, stop, snapshot, subscribe: changed.add, onEvent: heard.add, onBack: back.add }
}

/** The one `EventSource` there is at a time. */
function createLine({ now, open }: LiveDeps, take: (event: LiveEvent) => void) {
  let source: EventSource | null = null
  let openedAt = 0
  const close = (): void => {
    source?.close()
    source = null
  }
  return {
    open: (): void => {
      close()
      source = open()
      openedAt = now()
      source.addEventListener('message', (message: MessageEvent<unknown>) => {
        const event = readEvent(message.data)
        if (event !== null) take(event)
      })
    },
    close,
    openedAt: () => openedAt,
    isClosed: () => source?.readyState === EventSource.CLOSED,
  }
}

function listeners<T>() {
  const all = new Set<(value: T) => void>()
  return {
    add: (one: (value: T) => void): (() => void) => {
      all.add(one)
      return () => void all.delete(one)
    },
    tell: (value: T): void => all.forEach((one) => one(value)),
  }
}

/** An event of the contract, or null for what this version of the screen does not know. */
export function readEvent(data: unknown): LiveEvent | null {
  if (typeof data !== 'string' || !data.startsWith('{')) return null
  const parsed = liveEventSchema.safeParse(JSON.parse(data))
  return parsed.success ? parsed.data : null
}
