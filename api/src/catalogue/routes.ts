import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { decideLaw, withdrawLaw } from './decide-batch.ts'
import { importLaw } from './import-batch.ts'
import { batchOf, listLaw } from './list.ts'

export function catalogueRoutes(mount: Mount, deps: Deps): void {
  const { catalogue } = routes
  mount(catalogue.list, ({ query: { subject } }) => listLaw(deps, subject))
  mount(catalogue.batch, ({ params: { id } }) => batchOf(deps, id))
  mount(catalogue.importFile, ({ body, caller }) => importLaw(deps, body, caller.person.id))
  mount(catalogue.decide, ({ params: { id }, body, caller }) =>
    decideLaw(deps, { id, ...body }, caller.person.id),
  )
  mount(catalogue.withdraw, ({ params: { id }, body, caller }) =>
    withdrawLaw(deps, { id, ...body }, caller.person.id),
  )
}
