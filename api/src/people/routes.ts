import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { toPerson } from './store.ts'
import { changePerson, createPerson } from './write-person.ts'

export function peopleRoutes(mount: Mount, deps: Deps): void {
  mount(routes.people.list, async () => {
    const rows = await deps.db.person.findMany({ orderBy: { account: 'asc' } })
    return { items: rows.map(toPerson) }
  })
  mount(routes.people.create, ({ body, caller }) => createPerson(deps, body, caller.person.id))
  mount(routes.people.change, ({ params, body, caller }) =>
    changePerson(deps, { id: params.id, change: body }, caller.person.id),
  )
}
