import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { drawMasks } from './draw-masks.ts'
import { masksNow } from './store.ts'

/** Windows and homes in the pictures of a source. */
export function maskRoutes(mount: Mount, deps: Deps): void {
  mount(routes.masks.get, ({ params }) => masksNow(deps.db, params.id, deps.now()))
  mount(routes.masks.draw, ({ params, body, caller }) =>
    drawMasks(deps, { sourceId: params.id, ...body }, caller.person.id),
  )
}
