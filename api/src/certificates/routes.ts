import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { importCertificates } from './import-list.ts'

/** Certificates of officers by a file. */
export function certificateRoutes(mount: Mount, deps: Deps): void {
  mount(routes.certificates.importFile, ({ body, caller }) =>
    importCertificates(deps, body, caller.person.id),
  )
}
