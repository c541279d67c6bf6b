import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { found } from '../refusal.ts'
import { pictureOf, probeAddress, type ProbeDeps } from './probe.ts'
import type { StateBoard } from './state-board.ts'
import { toSource, toSourceRecord } from './store.ts'
import { changeSource, createSource } from './write-source.ts'

export function sourceRoutes(mount: Mount, deps: ProbeDeps & { readonly board: StateBoard }): void {
  const { db, board, now } = deps
  mount(routes.sources.list, async () => {
    const rows = await db.source.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
    return { items: await board.withStates(rows.map(toSourceRecord)), at: now() }
  })
  mount(routes.sources.get, async ({ params }) =>
    toSource(found(await db.source.findUnique({ where: { id: params.id } }), 'source'), board),
  )
  mount(routes.sources.create, async ({ body, caller }) =>
    toSource(await createSource(deps, body, caller.person.id), board),
  )
  mount(routes.sources.change, async ({ params, body, caller }) =>
    toSource(await changeSource(deps, { id: params.id, change: body }, caller.person.id), board),
  )
  mount(routes.sources.probe, ({ body, caller }) => probeAddress(deps, body, caller.person.id))
  mount(routes.sources.picture, async ({ params, reply }) => {
    const { jpeg, capturedAt } = await pictureOf(deps, params.id)
    void reply.header('x-captured-at', capturedAt).header('cache-control', 'no-store')
    return reply.type('image/jpeg').send(jpeg)
  })
}
