interface Pooled {
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
}

export interface QueuePool<T> {
  of(name: string): Promise<T>
  close(): Promise<void>
}

/** One part per queue, opened when first needed. One whose first connection failed stays so for ever: it is dropped, and the next asks anew. */
export function createPool<T extends Pooled>(open: (name: string) => T): QueuePool<T> {
  const parts = new Map<string, { part: T; ready: Promise<unknown> }>()
  async function ready(name: string, part: T): Promise<void> {
    try {
      await part.waitUntilReady()
    } catch (error) {
      parts.delete(name)
      // It has nothing to close properly, and the cause is already known.
      part.close().catch(() => undefined)
      throw error
    }
  }
  function opened(name: string) {
    const part = open(name)
    const entry = { part, ready: ready(name, part) }
    entry.ready.catch(() => undefined)
    parts.set(name, entry)
    return entry
  }
  return {
    async of(name) {
      const entry = parts.get(name) ?? opened(name)
      await entry.ready
      return entry.part
    },
    async close() {
      await Promise.all([...parts.values()].map(({ part }) => part.close()))
    },
  }
}
