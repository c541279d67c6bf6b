/** Memory that threads share: a slot per picture that is in use, used again and never more than that. */
export interface Slots {
  /** A slot of its own, for the caller to fill. */
  readonly blank: () => SharedArrayBuffer
  /** A copy of the bytes. */
  readonly take: (bytes: Uint8Array) => SharedArrayBuffer
  readonly give: (slot: SharedArrayBuffer) => void
}

export function createSlots(bytes: number): Slots {
  const free: SharedArrayBuffer[] = []
  const blank = (): SharedArrayBuffer => free.pop() ?? new SharedArrayBuffer(bytes)
  return {
    blank,
    take(content) {
      const slot = blank()
      new Uint8Array(slot).set(content)
      return slot
    },
    give: (slot) => void free.push(slot),
  }
}
