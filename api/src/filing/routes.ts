import { routes } from '../../contract/routes.ts'
import { alertDetail } from '../alerts/detail.ts'
import { listCases } from '../cases/list.ts'
import type { Mount } from '../http/mount.ts'
import { answerOf, moveCase, type FilingDeps } from './move-case.ts'

/** What two officers proposed, and what the head or the city's application makes of it. */
export function filingRoutes(mount: Mount, deps: FilingDeps): void {
  mount(routes.cases.list, ({ query, caller }) => listCases(deps, query, caller))
  mount(routes.cases.get, async ({ params, caller }) => {
    const answer = await answerOf(deps, params.id, caller)
    return { ...answer, detail: await alertDetail(deps, answer.case.alertId, caller) }
  })
  mount(routes.cases.decide, async ({ params, body, caller }) => {
    await moveCase(deps, { id: params.id, asked: body }, caller)
    return answerOf(deps, params.id, caller)
  })
  mount(routes.cases.handOver, async ({ params, body, caller }) => {
    await moveCase(deps, { id: params.id, asked: body }, caller)
    return answerOf(deps, params.id, caller)
  })
}
