import type { z } from 'zod'
import type { Permission, personSchema } from '../../contract/people.ts'

/** Who is asking. */
export interface Caller {
  readonly person: z.input<typeof personSchema>
  readonly permissions: readonly Permission[]
  readonly sessionId: string
  readonly expiresAt: number
}

export interface Sessions {
  /** The signed-in person behind a token, or null. `touch: false` looks without counting as activity. */
  callerOf(token: string, options: { readonly touch: boolean }): Promise<Caller | null>
}
