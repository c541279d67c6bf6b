import { routes } from '../../contract/routes.ts'
import { alertDetail, type DetailDeps } from '../alerts/detail.ts'
import { pageArgs, pageFrom } from '../database/page.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { found } from '../refusal.ts'
import { caseInclude, toCase } from './store.ts'

export function caseRoutes(mount: Mount, deps: Deps & DetailDeps): void {
  const { db } = deps
  mount(routes.cases.list, async ({ query: { cursor, limit } }) => {
    const page = await db.case.findMany({
      include: caseInclude,
      orderBy: [{ filedAt: 'desc' }, { id: 'desc' }],
      ...pageArgs({ cursor, limit }),
    })
    const { rows, next } = pageFrom(page, limit)
    return { items: rows.map(toCase), next }
  })
  mount(routes.cases.get, async ({ params, caller }) => {
    const row = found(await db.case.findUnique({ where: { id: params.id }, include: caseInclude }), 'case')
    return { case: toCase(row), detail: await alertDetail(deps, row.alertId, caller) }
  })
}
