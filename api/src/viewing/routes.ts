import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { sayReason, viewingState } from './reason.ts'

/** Why somebody looks at a source that belongs to the police. */
export function viewingRoutes(mount: Mount, deps: Deps): void {
  mount(routes.viewing.state, ({ params, caller }) => viewingState(deps, params.id, caller))
  mount(routes.viewing.say, ({ params, body, caller }) =>
    sayReason(deps, { sourceId: params.id, ...body }, caller),
  )
}
