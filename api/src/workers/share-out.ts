/** Who holds a source, and until when. */
export interface Lease {
  readonly sourceId: string
  readonly workerId: string
  readonly until: number
}

export interface Asking {
  readonly workerId: string
  readonly capacity: number
  /** It looks at some of what it has later than it should: it keeps that, and takes no more. */
  readonly isOverloaded: boolean
  readonly at: number
  /**
   * Until then no source moves: after a restart every lease has run out, and the workers that still watch have not yet
   * had the time to say so.
   */
  readonly settledAt: number
}

/**
 * Which sources a worker shall watch: first those it holds already, then what nobody holds, never more than its
 * capacity; one that is overloaded takes none. A source that another worker holds stays with it until its lease runs out.
 */
export function shareOut(wanted: readonly string[], leases: readonly Lease[], asking: Asking): string[] {
  const leaseOf = new Map(leases.map((lease) => [lease.sourceId, lease]))
  const isMine = (id: string) => leaseOf.get(id)?.workerId === asking.workerId
  const isFree = (id: string) => {
    const lease = leaseOf.get(id)
    return !lease || (lease.until <= asking.at && asking.at >= asking.settledAt)
  }
  const mine = wanted.filter(isMine)
  const free = asking.isOverloaded ? [] : wanted.filter((id) => !isMine(id) && isFree(id))
  return [...mine, ...free].slice(0, asking.capacity)
}
