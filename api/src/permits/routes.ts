import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { alertPermits } from './alert-permits.ts'
import { importPermits } from './import/import-permits.ts'
import { listPermits, permitVersions } from './list.ts'
import { changePermit, createPermit, withdrawPermit } from './write-permit.ts'

export function permitRoutes(mount: Mount, deps: Deps): void {
  mount(routes.permits.list, ({ query }) => listPermits(deps, query))
  mount(routes.permits.get, async ({ params }) => ({ versions: await permitVersions(deps, params.id) }))
  mount(routes.permits.create, ({ body, caller }) => createPermit(deps, body, caller.person.id))
  mount(routes.permits.change, ({ params: { id }, body, caller }) =>
    changePermit(deps, { id, change: body }, caller.person.id),
  )
  mount(routes.permits.withdraw, ({ params: { id }, body, caller }) =>
    withdrawPermit(deps, { id, change: body }, caller.person.id),
  )
  mount(routes.permits.importTable, ({ body, caller }) => importPermits(deps, body, caller.person.id))
  mount(routes.alerts.permits, ({ params: { id }, caller }) => alertPermits(deps, id, caller.person.id))
}
