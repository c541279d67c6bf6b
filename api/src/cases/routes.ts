import { routes } from '../../contract/routes.ts'
import { alertDetail } from '../alerts/detail.ts'
import { pageArgs, pageFrom } from '../database/page.ts'
import type { Mount } from '../http/mount.ts'
import { makePackage, type PackageDeps } from '../packages/make-package.ts'
import { found } from '../refusal.ts'
import { caseInclude, toCase } from './store.ts'

export function caseRoutes(mount: Mount, deps: PackageDeps): void {
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
  mount(routes.cases.package, async ({ params, reply, caller }) => {
    const { number, stream } = await makePackage(deps, params.id, caller.person)
    const name = `case-${number}.zip`
    void reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
    return reply.type('application/zip').send(stream)
  })
}
