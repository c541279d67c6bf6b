import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { isSetupOpen, makeFirstAdmin, type SetupDeps } from './first-admin.ts'

export function setupRoutes(mount: Mount, deps: SetupDeps): void {
  mount(routes.setup.state, async () => ({ isOpen: await isSetupOpen(deps) }), { ratePerMinute: 120 })
  mount(routes.setup.make, async ({ body }) => ({ deviceAdminPassword: await makeFirstAdmin(deps, body) }), {
    ratePerMinute: 10,
  })
}
