import { Refusal } from '../refusal.ts'

/** How many earlier passwords may not come back, the present one among them. */
export const remembered = 5
/** As many as follow each other within a day are remembered besides. */
const most = 20
const day = 86_400_000

/**
 * What is to be remembered when a password is replaced, newest first. While passwords follow each other within a day none is
 * forgotten: whoever changes five times in a minute gets no old one back, and whoever fears for theirs may change it at any time, which a
 * least age would forbid. Refuses with `password_changed_often` what could only be meant to be forgotten.
 */
export function pastPasswords(
  known: {
    readonly passwordHash: string
    readonly pastPasswords: readonly string[]
    readonly passwordSetAt: Date
  },
  now: number,
): string[] {
  const past = [known.passwordHash, ...known.pastPasswords]
  const isQuick = Math.abs(now - known.passwordSetAt.getTime()) < day
  if (!isQuick) return past.slice(0, remembered)
  if (past.length > most) throw new Refusal('password_changed_often', { most })
  return past
}

/** The same where somebody else set a one-time password: that is replaced by an own one, which is held against these. */
export const afterReset = (known: {
  readonly passwordHash: string
  readonly pastPasswords: readonly string[]
}) => [known.passwordHash, ...known.pastPasswords].slice(0, most)
