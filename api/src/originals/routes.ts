import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { askOriginals } from './ask-originals.ts'
import { decideOriginals } from './decide-originals.ts'
import type { OriginalDeps } from './deps.ts'
import { listOriginals } from './list-originals.ts'

/** Permissions to take originals out. */
export function originalRoutes(mount: Mount, deps: OriginalDeps & Pick<Deps, 'newId'>): void {
  mount(routes.originals.list, async ({ query }) => ({ items: await listOriginals(deps, query.caseId) }))
  mount(routes.originals.ask, ({ body, caller }) => askOriginals(deps, body, caller.person.id))
  mount(routes.originals.decide, ({ params, body, caller }) =>
    decideOriginals(deps, { id: params.id, ...body }, caller.person.id),
  )
}
