import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { sourcesRunningOut } from '../approvals/running-out.ts'
import { countView } from '../viewing/count-view.ts'
import { requireReason } from '../viewing/reason.ts'
import { allSources, sourceOf } from './list.ts'
import { markHeights } from './mark-heights.ts'
import { pictureOf, probeAddress, type ProbeDeps } from './probe.ts'
import type { StateBoard } from './state-board.ts'
import { toSource } from './store.ts'
import { changeSource, createSource } from './write-source.ts'

export function sourceRoutes(mount: Mount, deps: ProbeDeps & { readonly board: StateBoard }): void {
  const { board } = deps
  mount(routes.sources.list, async () => ({
    items: await allSources(deps),
    at: deps.now(),
    runningOut: await sourcesRunningOut(deps),
  }))
  mount(routes.sources.get, ({ params }) => sourceOf(deps, params.id))
  mount(routes.sources.create, async ({ body, caller }) =>
    toSource(await createSource(deps, body, caller.person.id), board),
  )
  mount(routes.sources.change, async ({ params, body, caller }) =>
    toSource(await changeSource(deps, { id: params.id, change: body }, caller.person.id), board),
  )
  mount(routes.sources.markHeights, async ({ params, body, caller }) =>
    toSource(await markHeights(deps, { id: params.id, marked: body }, caller.person.id), board),
  )
  mount(routes.sources.probe, ({ body, caller }) => probeAddress(deps, body, caller.person.id))
  mount(routes.sources.picture, async ({ params, reply, caller }) => {
    const sourceId = params.id
    const said = await requireReason(deps, { sourceId, takenAt: null }, caller)
    const { name } = await sourceOf(deps, sourceId)
    const { jpeg, capturedAt } = await pictureOf(deps, sourceId)
    await countView(deps, { subject: `source/${sourceId}`, name, isSeek: false, said }, caller)
    void reply.header('x-captured-at', capturedAt).header('cache-control', 'no-store')
    return reply.type('image/jpeg').send(jpeg)
  })
}
