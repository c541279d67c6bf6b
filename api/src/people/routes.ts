import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { askForChange, askForPerson } from './ask-for.ts'
import { decideRequest } from './decide-request.ts'
import { openAt, toRequest } from './request-store.ts'
import { toPerson } from './store.ts'

export function peopleRoutes(mount: Mount, deps: Deps): void {
  mount(routes.people.list, async () => {
    const rows = await deps.db.person.findMany({ orderBy: { account: 'asc' } })
    return { items: rows.map(toPerson) }
  })
  mount(routes.people.create, ({ body, caller }) => askForPerson(deps, body, caller.person.id))
  mount(routes.people.change, ({ params, body, caller }) =>
    askForChange(deps, { id: params.id, change: body }, caller.person.id),
  )
  mount(routes.people.requests, async () => {
    const where = openAt(deps.now())
    const rows = await deps.db.personRequest.findMany({ where, orderBy: { createdAt: 'asc' } })
    return { items: rows.map(toRequest) }
  })
  mount(routes.people.decide, ({ params, body, caller }) =>
    decideRequest(deps, { id: params.id, ...body }, caller.person.id),
  )
}
