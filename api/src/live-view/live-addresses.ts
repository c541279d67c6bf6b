import { staleAfterMs } from '../sources/state-board.ts'

/**
 * Where the live view of each source is, as the worker that holds its lease last said. In memory, as the state is: a
 * worker that has not called for 5 s is not asked for pictures of now.
 */
export function createLiveAddresses(now: () => number) {
  const told = new Map<string, { readonly url: string; readonly at: number }>()
  return {
    /** What a worker's call said of the sources that are its own. */
    report(sourceIds: Iterable<string>, url: string | undefined): void {
      for (const id of sourceIds) {
        if (url === undefined) told.delete(id)
        else told.set(id, { url, at: now() })
      }
    },
    of(sourceId: string): string | null {
      const last = told.get(sourceId)
      return last && now() - last.at <= staleAfterMs ? last.url : null
    },
  }
}
export type LiveAddresses = ReturnType<typeof createLiveAddresses>
