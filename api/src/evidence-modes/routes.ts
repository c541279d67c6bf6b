import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { askMode } from './ask-mode.ts'
import { decideMode } from './decide-mode.ts'
import { modesOf } from './store.ts'

export function evidenceModeRoutes(mount: Mount, deps: Deps): void {
  mount(routes.evidenceModes.list, async () => ({ items: await modesOf(deps.db) }))
  mount(routes.evidenceModes.ask, ({ body, caller }) => askMode(deps, body, caller.person.id))
  mount(routes.evidenceModes.decide, ({ params, body, caller }) =>
    decideMode(deps, { id: params.id, ...body }, caller.person.id),
  )
}
