import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { askForChange, askForPerson } from './ask-for.ts'
import { decideRequest } from './decide-request.ts'
import { allPeople, openRequests } from './list.ts'
import { unlockPerson } from './unlock.ts'

export function peopleRoutes(mount: Mount, deps: Deps): void {
  mount(routes.people.list, async () => ({ items: await allPeople(deps) }))
  mount(routes.people.create, ({ body, caller }) => askForPerson(deps, body, caller.person.id))
  mount(routes.people.change, ({ params, body, caller }) =>
    askForChange(deps, { id: params.id, change: body }, caller.person.id),
  )
  mount(routes.people.requests, async () => ({ items: await openRequests(deps) }))
  mount(routes.people.decide, ({ params, body, caller }) =>
    decideRequest(deps, { id: params.id, ...body }, { id: caller.person.id, as: 'security_admin' }),
  )
  mount(routes.people.standIn, ({ params, body, caller }) =>
    decideRequest(deps, { id: params.id, ...body }, { id: caller.person.id, as: 'system_admin' }),
  )
  mount(routes.people.unlock, async ({ params, caller }) => {
    await unlockPerson(deps, params.id, caller.person.id)
    return { ok: true as const }
  })
}
