import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { found } from '../refusal.ts'
import { declareClothing } from './declare-clothing.ts'
import { newestClothing } from './store.ts'

export function clothingRoutes(mount: Mount, deps: Deps): void {
  mount(routes.clothing.get, async ({ params: { id } }) => {
    found(await deps.db.source.findUnique({ where: { id } }), 'source')
    const [clothing = null] = await newestClothing(deps.db, [id])
    return { clothing }
  })
  mount(routes.clothing.declare, ({ params, body, caller }) =>
    declareClothing(deps, { sourceId: params.id, declaration: body }, caller.person.id),
  )
}
