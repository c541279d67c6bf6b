import { routes } from '../../contract/routes.ts'
import { alertDetail, type DetailDeps } from '../alerts/detail.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { caseOf, listCases } from './list.ts'

export function caseRoutes(mount: Mount, deps: Deps & DetailDeps): void {
  mount(routes.cases.list, ({ query }) => listCases(deps, query))
  mount(routes.cases.get, async ({ params, caller }) => {
    const known = await caseOf(deps, params.id)
    return { case: known, detail: await alertDetail(deps, known.alertId, caller) }
  })
}
