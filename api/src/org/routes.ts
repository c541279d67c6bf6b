import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { importUnits } from './import-units.ts'
import { allUnits } from './list.ts'
import { changeUnit, createUnit } from './write-unit.ts'

export function orgRoutes(mount: Mount, deps: Deps): void {
  mount(routes.units.list, async () => ({ items: await allUnits(deps.db) }))
  mount(routes.units.create, ({ body, caller }) => createUnit(deps, body, caller))
  mount(routes.units.change, ({ params, body, caller }) =>
    changeUnit(deps, { id: params.id, change: body }, caller),
  )
  mount(routes.units.importTable, ({ body, caller }) => importUnits(deps, body, caller))
}
