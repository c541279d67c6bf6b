import type { Deps } from '../deps.ts'
import { openAt, toRequest, type RequestView } from './request-store.ts'
import { toPerson, type PersonView } from './store.ts'

export async function allPeople({ db }: Pick<Deps, 'db'>): Promise<PersonView[]> {
  return (await db.person.findMany({ orderBy: { account: 'asc' } })).map(toPerson)
}

/** What another administrator may decide, oldest first. */
export async function openRequests({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<RequestView[]> {
  const rows = await db.personRequest.findMany({ where: openAt(now()), orderBy: { createdAt: 'asc' } })
  return rows.map(toRequest)
}
