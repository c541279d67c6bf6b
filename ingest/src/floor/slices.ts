/** Work that comes in heaps, done in slices: between two of them the event loop turns, for whoever else waits. */
export interface Slices {
  /** Does it after all that was added before. `bytes` is what waits meanwhile. */
  add(bytes: number, act: () => void): void
}

/** Does everything when it is added. */
export const atOnce: Slices = { add: (_bytes, act) => act() }

export interface SlicesDeps {
  readonly monotonic: () => number
  /** Calls back when the event loop has turned. */
  readonly later: (act: () => void) => void
}

/** A slice ends after so long, ms. */
const sliceMs = 4
/** Who is so far behind does all that waits at once: what is not read yet then waits where it comes from, and not here. */
const mostBytes = 32 << 20

export function createSlices({ monotonic, later }: SlicesDeps): Slices {
  let waiting: { readonly bytes: number; readonly act: () => void }[] = []
  let waitingBytes = 0
  let isDue = false

  function slice(): void {
    const endsAt = monotonic() + sliceMs
    let done = 0
    for (const { bytes, act } of waiting) {
      act()
      done += 1
      waitingBytes -= bytes
      if (monotonic() >= endsAt && waitingBytes <= mostBytes) break
    }
    waiting = waiting.slice(done)
    isDue = waiting.length > 0
    if (isDue) later(slice)
  }

  return {
    add(bytes, act) {
      waiting.push({ bytes, act })
      waitingBytes += bytes
      if (isDue) return
      isDue = true
      later(slice)
    },
  }
}
