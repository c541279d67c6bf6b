import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { candidates } from './candidates.ts'
import { stopShadow } from './end-shadow.ts'
import { judgeFinding } from './judge-finding.ts'
import { allRuns, pictureOf, readShadow } from './read-shadow.ts'
import { startShadow, type ShadowDeps } from './start-shadow.ts'

export function shadowRoutes(mount: Mount, deps: ShadowDeps): void {
  mount(routes.shadows.list, async () => ({
    items: await allRuns(deps.db),
    candidates: await candidates(deps.db, deps.now()),
  }))
  mount(routes.shadows.start, ({ body, caller }) => startShadow(deps, body, caller.person.id))
  mount(routes.shadows.get, ({ params }) => readShadow(deps.db, params.id))
  mount(routes.shadows.stop, ({ params: { id }, body: { version }, caller }) =>
    stopShadow(deps, { id, version }, caller.person.id),
  )
  mount(routes.shadows.judge, ({ params, body: { findingId, truth }, caller }) =>
    judgeFinding(deps, { runId: params.id, findingId, truth, actor: caller.person.id }),
  )
  mount(routes.shadows.picture, async ({ params, query, reply }) => {
    const jpeg = await pictureOf(deps.db, { runId: params.id, ...query })
    void reply.header('x-derivative', 'thumbnail').header('cache-control', 'private, no-store')
    return reply.type('image/jpeg').send(jpeg)
  })
}
