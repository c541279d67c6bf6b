import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { givePackage } from './give-package.ts'
import type { PackageDeps } from './make-package.ts'

/** A case as a package that is checked without us. */
export function packageRoutes(mount: Mount, deps: PackageDeps): void {
  mount(routes.cases.package, async ({ params, query, reply, caller }) => {
    const asked = { id: params.id, permission: query.permission }
    const { number, stream } = await givePackage(deps, asked, caller)
    const name = `case-${number}.zip`
    void reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
    return reply.type('application/zip').send(stream)
  })
}
