import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { Refusal } from '../refusal.ts'
import { createDrawnCameras, type DrawnCameras, type DrawnDeps } from './drawn-cameras.ts'
import type { Machine } from './machine.ts'

/** What runs on this machine, where `npm start` runs it. */
export function machineRoutes(mount: Mount, deps: DrawnDeps & { readonly machine: Machine | null }): void {
  const drawn = deps.machine ? createDrawnCameras(deps, deps.machine) : null
  const needed = (): DrawnCameras => {
    if (!drawn) throw new Refusal('machine_unavailable')
    return drawn
  }
  mount(routes.machine.get, async () => ({ machine: drawn ? await drawn.view() : null }))
  mount(routes.machine.drawCameras, ({ caller, query: { language } }) =>
    needed().on({ actor: caller.person.id, language }),
  )
  mount(routes.machine.removeCameras, ({ caller, query: { language } }) =>
    needed().off({ actor: caller.person.id, language }),
  )
}
