import type { Clock } from '@sightline/infra/platform/clock'

/** Work of two kinds, a bounded amount of it at a time: what people wait for goes first. */
export interface Turns {
  /** Begins as soon as there is a place among its like. */
  first<T>(act: () => Promise<T>): Promise<T>
  /** One at a time, after everything of the first kind that waits or is under way; but for no longer than was set. */
  rest<T>(act: () => Promise<T>): Promise<T>
}

export interface TurnsDeps {
  /** How much of the first kind is done side by side. Each starts a decoder: more than there are cores only wait for each other. */
  readonly places: number
  /** What has waited for so long takes the next place that is free, before all that is of the first kind, ms. Default 20 000. */
  readonly restWaitsMs?: number
  readonly clock: Pick<Clock, 'monotonic'>
}

interface Waiting {
  readonly isFirst: boolean
  readonly since: number
  readonly begin: () => void
}

/** Which of those that wait begins now; undefined: none. */
function nextTurn(
  waiting: readonly Waiting[],
  running: Readonly<Record<'first' | 'rest', number>>,
  { places, restWaitsMs = 20_000, clock }: TurnsDeps,
): Waiting | undefined {
  const hasPlace = running.first < places
  const first = waiting.find(({ isFirst }) => isFirst)
  const rest = running.rest === 0 ? waiting.find(({ isFirst }) => !isFirst) : undefined
  const isOverdue = rest !== undefined && clock.monotonic() - rest.since >= restWaitsMs
  if (isOverdue ? hasPlace : !first && running.first === 0) return rest
  return hasPlace ? first : undefined
}

export function createTurns(deps: TurnsDeps): Turns {
  let waiting: readonly Waiting[] = []
  const running = { first: 0, rest: 0 }

  function next(): void {
    const one = nextTurn(waiting, running, deps)
    if (!one) return
    waiting = waiting.filter((each) => each !== one)
    one.begin()
    next()
  }

  async function take<T>(kind: 'first' | 'rest', act: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      const begin = (): void => {
        running[kind] += 1
        resolve()
      }
      waiting = [...waiting, { isFirst: kind === 'first', since: deps.clock.monotonic(), begin }]
      next()
    })
    try {
      return await act()
    } finally {
      running[kind] -= 1
      next()
    }
  }

  return { first: (act) => take('first', act), rest: (act) => take('rest', act) }
}
