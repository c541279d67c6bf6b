import type { Role } from '../generated/enums.ts'

/** How people of this site sign in. */
export interface SignInSettings {
  /** `required`: of everybody whose role needs one. `optional`: of who set one up. `off`: of nobody. */
  readonly secondFactor: 'required' | 'optional' | 'off'
  /** How many sessions of one person there may be at once. */
  readonly sessions: number
  /** The same of an operator: the screen on the wall, and the desk. */
  readonly operatorSessions: number
  /** No session lives longer, whatever happens in it. */
  readonly sessionMs: number
  /** Whoever does nothing for so long is signed out. */
  readonly idleMs: number
  /** After so many days a password must be changed; 0: never. */
  readonly passwordDays: number
}

/**
 * Who only looks on: a wall in a control room, passed from shift to shift, which decides nothing by itself. Everybody else
 * decides something, so that a role that is added later needs a second factor without being listed here.
 */
const lookingOn: readonly Role[] = ['operator']

/** Whether a role needs a second factor, and a password that is changed from time to time. */
export const decides = (role: Role): boolean => !lookingOn.includes(role)

/** How many sessions at once, by role. */
export const sessionsOf = (role: Role, { sessions, operatorSessions }: SignInSettings): number =>
  decides(role) ? sessions : operatorSessions

/**
 * Officers and administrators leave the desk. The night watch looks on without touching anything, and a wall that went
 * dark would watch nothing: an operator's session lasts the whole shift.
 */
export const limitsOf = (role: Role, { sessionMs, idleMs }: SignInSettings) => ({
  absoluteMs: sessionMs,
  idleMs: decides(role) ? idleMs : sessionMs,
})
