import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { countLate, countOwn } from './counts.ts'
import { listLimits } from './list.ts'

/** What has to be done within a time, and who is late. */
export function limitRoutes(mount: Mount, deps: Pick<Deps, 'db' | 'now'>): void {
  mount(routes.limits.list, ({ query, caller }) => listLimits(deps, query, caller))
  mount(routes.limits.own, ({ caller }) => countOwn(deps, caller))
  mount(routes.limits.counts, ({ query, caller }) => countLate(deps, query.unitId, caller))
}
