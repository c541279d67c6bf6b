import { shadowReportContext, shadowReportSchema } from '../../contract/shadow-report.ts'
import { routes } from '../../contract/routes.ts'
import { reconcileRequestSchema, workerCallContext } from '../../contract/workers.ts'
import type { Mount } from '../http/mount.ts'
import { takeReport } from '../shadows/take-report.ts'
import { openCall, type IdentityDeps } from './identity.ts'
import { reconcile, type ReconcileDeps } from './reconcile.ts'

const reconcileForm = {
  route: 'POST /api/workers/reconcile',
  context: workerCallContext,
  schema: reconcileRequestSchema,
}
const shadowForm = {
  route: 'POST /api/workers/shadow',
  context: shadowReportContext,
  schema: shadowReportSchema,
}

export function workerRoutes(mount: Mount, deps: ReconcileDeps & IdentityDeps): void {
  mount(routes.workers.reconcile, async ({ body: signed, request }) =>
    reconcile(deps, await openCall(deps, { signed, address: request.ip }, reconcileForm)),
  )
  mount(routes.shadows.report, async ({ body: signed, request }) => {
    await takeReport(deps, await openCall(deps, { signed, address: request.ip }, shadowForm))
    return { ok: true as const }
  })
}
