import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { actOnAlert } from './act.ts'
import { alertDetail, type DetailDeps } from './detail.ts'
import { listAlerts } from './list.ts'
import { reopenAlert } from './reopen.ts'
import { createThumbs } from './thumb.ts'

export function alertRoutes(mount: Mount, deps: Deps & DetailDeps): void {
  const thumb = createThumbs(deps)
  mount(routes.alerts.list, ({ query }) => listAlerts(deps, query))
  mount(routes.alerts.get, ({ params, caller }) => alertDetail(deps, params.id, caller))
  mount(routes.alerts.act, ({ params, body, caller }) =>
    actOnAlert(deps, { id: params.id, action: body }, caller.person.id),
  )
  mount(routes.alerts.reopen, async ({ params, body, caller }) => {
    await reopenAlert(deps, { id: params.id, ...body }, caller.person.id)
    return alertDetail(deps, params.id, caller)
  })
  mount(routes.alerts.thumb, async ({ params, query, reply }) => {
    const jpeg = await thumb(params.id, query.of)
    void reply.header('x-derivative', 'thumbnail').header('cache-control', 'private, max-age=3600')
    return reply.type('image/jpeg').send(jpeg)
  })
}
