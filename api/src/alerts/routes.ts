import { routes } from '../../contract/routes.ts'
import { pageArgs, pageFrom } from '../database/page.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { actOnAlert } from './act.ts'
import { alertDetail, type DetailDeps } from './detail.ts'
import { alertInclude, toAlert } from './store.ts'
import { createThumbs } from './thumb.ts'

export function alertRoutes(mount: Mount, deps: Deps & DetailDeps): void {
  const thumb = createThumbs(deps)
  mount(routes.alerts.list, async ({ query: { status, sourceId, cursor, limit } }) => {
    const page = await deps.db.alert.findMany({
      where: {
        ...(status === undefined ? {} : { status: { in: [status].flat() } }),
        ...(sourceId === undefined ? {} : { sourceId }),
      },
      include: alertInclude,
      orderBy: [{ arrivedAt: 'desc' }, { id: 'desc' }],
      ...pageArgs({ cursor, limit }),
    })
    const { rows, next } = pageFrom(page, limit)
    return { items: rows.map(toAlert), next }
  })
  mount(routes.alerts.get, ({ params, caller }) => alertDetail(deps, params.id, caller))
  mount(routes.alerts.act, ({ params, body, caller }) =>
    actOnAlert(deps, { id: params.id, action: body }, caller.person.id),
  )
  mount(routes.alerts.thumb, async ({ params, reply }) => {
    const jpeg = await thumb(params.id)
    void reply.header('x-derivative', 'thumbnail').header('cache-control', 'private, max-age=3600')
    return reply.type('image/jpeg').send(jpeg)
  })
}
