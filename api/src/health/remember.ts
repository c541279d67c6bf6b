/** Asks once for all who ask within `forMs`, so that whoever looks often does not write to the store as often. A failure is remembered as well. */
export function remember<T>(ask: () => Promise<T>, forMs: number, now: () => number): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | null = null
  return () => {
    if (last === null || now() - last.at >= forMs) last = { at: now(), answer: ask() }
    return last.answer
  }
}
