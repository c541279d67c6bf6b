import type { Session } from '@sightline/api/contract/people'
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from 'react-router'
import { sessionQuery } from '../api/queries.ts'
import { pages } from './pages.ts'

/** Lets nobody past who is not signed in; after sign-in they return to where they wanted to go. */
export async function requireSession(queries: QueryClient, request: Request): Promise<Response | null> {
  const session = await queries.ensureQueryData(sessionQuery)
  const { pathname, search } = new URL(request.url)
  if (session !== null) return mustSetPassword(session) ? redirect(passwordAddress) : null
  return redirect(signInAddress(pathname + search))
}

/** The first page this person may see; nobody yet knows whose that is before the sign-in. */
export async function firstPage(queries: QueryClient): Promise<string> {
  const session = await queries.ensureQueryData(sessionQuery)
  if (session === null) return signInAddress('/')
  const first = pages.find((page) => session.permissions.includes(page.permission))
  return first?.path ?? '/alerts'
}

/** Its password is a one-time one: until it is changed the server answers nothing else. */
const mustSetPassword = ({ person }: Session): boolean => (person?.passwordDueBy ?? null) !== null

export const passwordAddress = '/password'

export const signInAddress = (from: string): string =>
  from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`

/** Where to go after sign-in: an address of this screen, never another site's (`//evil`, `/\evil`, `https:`). */
export const safeTarget = (from: string | null): string =>
  from !== null && /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in') ? from : '/'
