import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { openCall, type IdentityDeps } from './identity.ts'
import { reconcile, type ReconcileDeps } from './reconcile.ts'

export function workerRoutes(mount: Mount, deps: ReconcileDeps & IdentityDeps): void {
  mount(routes.workers.reconcile, async ({ body, request }) =>
    reconcile(deps, await openCall(deps, body, request.ip)),
  )
}
