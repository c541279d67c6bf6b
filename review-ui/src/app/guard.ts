import type { Session } from '@sightline/api/contract/people'
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from 'react-router'
import { sessionQuery } from '../api/queries.ts'
import { pages } from './pages.ts'

/** Lets nobody past who is not signed in; after sign-in they return to where they wanted to go. */
export async function requireSession(queries: QueryClient, request: Request): Promise<Response | null> {
  const session = await queries.ensureQueryData(sessionQuery)
  const { pathname, search } = new URL(request.url)
  if (session !== null) {
    const due = dueAddress(session)
    return due === null ? null : redirect(due)
  }
  return redirect(signInAddress(pathname + search))
}

/** The first page of this person's work; nobody yet knows whose that is before the sign-in. What waits stands on it as a badge. */
export async function firstPage(queries: QueryClient): Promise<string> {
  const session = await queries.ensureQueryData(sessionQuery)
  if (session === null) return signInAddress('/')
  const first = pages.find(
    ({ word, permission }) => word !== 'limits' && session.permissions.includes(permission),
  )
  return first?.path ?? '/alerts'
}

const dueAddresses: Record<NonNullable<Session['due']>, string> = {
  password_change_due: '/password',
  password_too_old: '/password',
  second_factor_due: '/second-factor',
}

/** Where to do what must be done first; until then the server answers nothing else. Null: nothing must. */
export const dueAddress = ({ due }: Pick<Session, 'due'>): string | null => due && dueAddresses[due]

export const signInAddress = (from: string): string =>
  from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`

/** Where to go after sign-in: an address of this screen, never another site's (`//evil`, `/\evil`, `https:`). */
export const safeTarget = (from: string | null): string =>
  from !== null && /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in') ? from : '/'
