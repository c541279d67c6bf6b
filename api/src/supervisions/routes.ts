import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { askSupervision, stepSupervision, supervisionsOf } from './supervise.ts'

/** A supervisor asks the head for an answer, who gives it; it changes nothing of the case. */
export function supervisionRoutes(mount: Mount, deps: Pick<Deps, 'db' | 'now' | 'newId'>): void {
  mount(routes.supervisions.list, ({ params, caller }) => supervisionsOf(deps.db, params.id, caller))
  mount(routes.supervisions.ask, ({ params, body, caller }) =>
    askSupervision(deps, { alertId: params.id, ...body }, caller),
  )
  mount(routes.supervisions.answer, ({ params, body, caller }) =>
    stepSupervision(deps, { id: params.id, act: 'answered', ...body }, caller),
  )
  mount(routes.supervisions.end, ({ params, body, caller }) =>
    stepSupervision(deps, { id: params.id, ...body }, caller),
  )
}
