import type { Role } from '../generated/enums.ts'
import type { Due } from '../../contract/second-factor.ts'
import { decides, type SignInSettings } from './settings.ts'

const day = 86_400_000

/** When a password must have been changed; null: it grows not old. */
export const passwordEnd = (
  { role, passwordSetAt }: { readonly role: Role; readonly passwordSetAt: Date },
  { passwordDays }: Pick<SignInSettings, 'passwordDays'>,
): number | null => (passwordDays > 0 && decides(role) ? passwordSetAt.getTime() + passwordDays * day : null)

export interface Standing {
  readonly role: Role
  readonly passwordDueBy: Date | null
  readonly passwordSetAt: Date
  /** Whether the person has a second factor here. */
  readonly hasFactor: boolean
  /** When one was given in this session, here or, where that is taken, at the provider. */
  readonly factorAt: Date | null
}

/**
 * What this session must do before anything else, by what is so now and not when it began: the password first, so that who
 * had it from somebody else sets up no device. `sign_in`: a second factor is there and was not given in it, so it opens
 * nothing.
 */
export function dueOf(
  standing: Standing,
  settings: Pick<SignInSettings, 'secondFactor' | 'passwordDays'>,
  at: number,
): Due | 'sign_in' | null {
  const lacksFactor = settings.secondFactor !== 'off' && standing.factorAt === null
  if (lacksFactor && standing.hasFactor) return 'sign_in'
  if (standing.passwordDueBy !== null) return 'password_change_due'
  const end = passwordEnd(standing, settings)
  if (end !== null && end <= at) return 'password_too_old'
  const isNeeded = settings.secondFactor === 'required' && decides(standing.role)
  return isNeeded && lacksFactor ? 'second_factor_due' : null
}
