import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { listAudit } from './list.ts'

export function auditRoutes(mount: Mount, deps: Deps): void {
  mount(routes.audit.list, ({ query }) => listAudit(deps, query))
}
