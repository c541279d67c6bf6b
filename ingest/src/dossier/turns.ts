/** Work of two kinds, a bounded amount of it at a time: what people wait for goes first. */
export interface Turns {
  /** Begins as soon as there is a place among its like. */
  first<T>(act: () => Promise<T>): Promise<T>
  /** One at a time, and none begins while anything of the first kind waits or is under way. */
  rest<T>(act: () => Promise<T>): Promise<T>
}

interface Waiting {
  readonly isFirst: boolean
  readonly begin: () => void
}

/** `places`: how much of the first kind is done side by side. Each starts a decoder: more than there are cores only wait for each other. */
export function createTurns(places: number): Turns {
  let waiting: Waiting[] = []
  const running = { first: 0, rest: 0 }

  function mayBegin({ isFirst }: Waiting): boolean {
    if (isFirst) return running.first < places
    return running.rest === 0 && running.first === 0 && !waiting.some((one) => one.isFirst)
  }

  function next(): void {
    const one = waiting.find((each) => each.isFirst && mayBegin(each)) ?? waiting.find(mayBegin)
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
      waiting.push({ isFirst: kind === 'first', begin })
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
