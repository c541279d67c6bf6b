import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { declareClothing } from './declare-clothing.ts'
import { readClothing } from './read-clothing.ts'

export function clothingRoutes(mount: Mount, deps: Deps): void {
  mount(routes.clothing.get, ({ params: { id } }) => readClothing(deps, id))
  mount(routes.clothing.declare, ({ params, body, caller }) =>
    declareClothing(deps, { sourceId: params.id, declaration: body }, caller.person.id),
  )
}
