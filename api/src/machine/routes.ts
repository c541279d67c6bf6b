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
  mount(routes.machine.drawCameras, ({ caller }) => needed().on(caller.person.id))
  mount(routes.machine.removeCameras, ({ caller }) => needed().off(caller.person.id))
}
