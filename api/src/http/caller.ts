import type { z } from 'zod'
import type { Permission, personSchema } from '../../contract/people.ts'
import type { Within } from '../database/reach.ts'
import type { Due } from '../../contract/second-factor.ts'

/** Who is signed in. */
export interface SignedIn {
  readonly person: z.input<typeof personSchema>
  readonly permissions: readonly Permission[]
  readonly sessionId: string
  readonly expiresAt: number
  /** What the database answers this person of: as of this request. */
  readonly reach: Within
  /** What they must do before anything else; until then they have no permission. */
  readonly due: Due | null
  /** When their password must have been changed. */
  readonly passwordEndsAt: number | null
}

/** Who is asking, and from which network address. */
export interface Caller extends SignedIn {
  readonly address: string
}

/** Who looks at evidence, as the trail keeps it. */
export type Viewer = Pick<Caller, 'person' | 'address'>

export interface Sessions {
  /** The signed-in person behind a token, or null. `touch: false` looks without counting as activity. */
  callerOf(token: string, options: { readonly touch: boolean }): Promise<SignedIn | null>
  /** Of a token whose session a later sign-in ended: when, and from where that came; null of any other. */
  endedBy(token: string): Promise<{ readonly at: number; readonly address: string } | null>
}
