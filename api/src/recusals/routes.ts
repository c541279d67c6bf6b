import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { recordRecusal, recusalsOf } from './record.ts'

/** Who takes no part in what comes of an alert (行政处罚法 art. 43). */
export function recusalRoutes(mount: Mount, deps: Deps): void {
  const { list, declare, order, lift } = routes.recusals
  mount(list, ({ query, caller }) => recusalsOf(deps.db, query, caller))
  mount(declare, ({ body: { reason, ...of }, caller }) =>
    recordRecusal(deps, { of, act: 'declared', personId: caller.person.id, reason }, caller),
  )
  mount(order, ({ body: { personId, reason, ...of }, caller }) =>
    recordRecusal(deps, { of, act: 'ordered', personId, reason }, caller),
  )
  mount(lift, ({ body: { personId, reason, ...of }, caller }) =>
    recordRecusal(deps, { of, act: 'lifted', personId, reason }, caller),
  )
}
