import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { newestZones } from '../zones/store.ts'
import { newestRules } from './store.ts'
import { changeRule, createRule } from './write-rule.ts'

export function ruleRoutes(mount: Mount, deps: Deps): void {
  mount(routes.rules.list, async ({ query: { sourceId } }) => {
    if (sourceId === undefined) return { items: await newestRules(deps.db) }
    const zones = await newestZones(deps.db, [sourceId])
    return {
      items: await newestRules(
        deps.db,
        zones.map((zone) => zone.id),
      ),
    }
  })
  mount(routes.rules.create, ({ body, caller }) => createRule(deps, body, caller.person.id))
  mount(routes.rules.change, ({ params, body, caller }) =>
    changeRule(deps, { id: params.id, change: body }, caller.person.id),
  )
}
