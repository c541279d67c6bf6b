import { routes } from '../../contract/routes.ts'
import { alertDetail } from '../alerts/detail.ts'
import type { Mount } from '../http/mount.ts'
import { askMatters } from './ask-matters.ts'
import { reviewAlert, type ReviewDeps } from './review-alert.ts'

export function reviewRoutes(mount: Mount, deps: ReviewDeps): void {
  mount(routes.alerts.review, async ({ params, body, caller }) => {
    await reviewAlert(deps, { alertId: params.id, review: body, officer: caller.person })
    return alertDetail(deps, params.id, caller)
  })
  mount(routes.catalogue.ofAlert, ({ params, body, caller }) =>
    askMatters(deps, { alertId: params.id, about: body, actor: caller.person.id }),
  )
}
