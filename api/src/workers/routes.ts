import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { reconcile, type ReconcileDeps } from './reconcile.ts'

export function workerRoutes(mount: Mount, deps: ReconcileDeps): void {
  mount(routes.workers.reconcile, ({ body }) => reconcile(deps, body))
}
