import { kindsWithOrder } from '../../law/kinds.ts'
import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { changeMatter } from './change-matter.ts'
import { mattersOf } from './store.ts'

export function matterRoutes(mount: Mount, deps: Deps): void {
  mount(routes.matters.list, async () => ({ items: await mattersOf(deps.db, kindsWithOrder) }))
  mount(routes.matters.change, ({ params: { kind }, body, caller }) =>
    changeMatter(deps, { kind, actor: caller.person.id, change: body }),
  )
}
