import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { newestZones } from './store.ts'
import { changeZone, createZone } from './write-zone.ts'

export function zoneRoutes(mount: Mount, deps: Deps): void {
  mount(routes.zones.list, async ({ query: { sourceId } }) => ({
    items: await newestZones(deps.db, sourceId === undefined ? undefined : [sourceId]),
  }))
  mount(routes.zones.create, ({ body, caller }) => createZone(deps, body, caller.person.id))
  mount(routes.zones.change, ({ params, body, caller }) =>
    changeZone(deps, { id: params.id, change: body }, caller.person.id),
  )
}
