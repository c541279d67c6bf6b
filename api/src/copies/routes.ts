import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { beginCopy } from './begin-copy.ts'
import { copyStill } from './copy-still.ts'
import { listCopies } from './list-copies.ts'
import { openCopy } from './open-copy.ts'
import { runCopy, type RunDeps } from './run-copy.ts'
import { toCopy } from './store.ts'

/** Shareable copies of cases. */
export function copyRoutes(mount: Mount, deps: RunDeps): void {
  mount(routes.copies.list, async ({ params }) => ({ items: await listCopies(deps, params.id) }))
  mount(routes.copies.make, async ({ params, body, caller }) => {
    const begun = await beginCopy(deps, { caseId: params.id, ...body }, caller)
    runCopy(deps, begun).catch((err: unknown) =>
      deps.log.warn({ err, id: begun.row.id }, 'a shareable copy failed'),
    )
    return toCopy(begun.row)
  })
  mount(routes.copies.file, async ({ params, reply, caller }) => {
    const { stream, bytes, sha256, number } = await openCopy(deps, params.id, caller)
    void reply
      .header('content-disposition', `attachment; filename="copy-${number}.zip"`)
      .header('cache-control', 'no-store')
      .header('content-length', bytes)
      .header('x-sha256', sha256)
    return reply.type('application/zip').send(stream)
  })
  mount(routes.copies.still, async ({ params, reply, caller }) => {
    const { bytes, name } = await copyStill(deps, params.id, caller)
    void reply
      .header('content-disposition', `attachment; filename="copy-${name.replaceAll('/', '-')}"`)
      .header('cache-control', 'no-store')
    return reply.type('image/jpeg').send(bytes)
  })
}
