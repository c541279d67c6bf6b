import type { Unproven } from '../withheld.ts'

/** A test that confirms something has no confirmation taken back: what the check says against it is thrown. */
export function refuseUnproven({ event, failures }: Unproven): never {
  throw new Error(`${event.findingId} is not proven: ${JSON.stringify({ failures, dwell: event.dwell })}`)
}
