import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { alertSteps, recordStep, undoStep, type StepWorld } from './alert-steps.ts'

export function stepRoutes(mount: Mount, deps: StepWorld): void {
  mount(routes.steps.list, ({ params, caller }) => alertSteps(deps, params.id, caller))
  mount(routes.steps.record, ({ params, body, caller }) =>
    recordStep(deps, { alertId: params.id, step: body }, caller),
  )
  mount(routes.steps.undo, ({ params, body, caller }) =>
    undoStep(deps, { id: params.id, reason: body.reason }, caller),
  )
}
