import { Readable } from 'node:stream'
import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { listApprovals, recordApproval, withdrawApproval } from './approve.ts'
import { correctedDocument, lookAtLabels, readLabels, takeLabels } from './labels/take-labels.ts'
import { exportOnServer, listExports, openExportFile, type ServerDeps } from './server-export.ts'

export function datasetRoutes(mount: Mount, deps: ServerDeps): void {
  mount(routes.datasets.approvals, async () => ({ items: await listApprovals(deps) }))
  mount(routes.datasets.approve, ({ body, caller }) => recordApproval(deps, body, caller.person.id))
  mount(routes.datasets.withdraw, ({ params: { id }, body: { reason }, caller }) =>
    withdrawApproval(deps, { id, reason }, caller.person.id),
  )
  mount(routes.datasets.exports, async () => ({ items: await listExports(deps) }))
  mount(routes.datasets.make, ({ body, caller }) => exportOnServer(deps, body, caller.person.id))
  mount(routes.datasets.file, async ({ params: { id }, reply, caller }) => {
    const { stream, bytes, sha256 } = await openExportFile(deps, id, caller)
    void reply
      .header('content-disposition', `attachment; filename="dataset-${id}.zip"`)
      .header('cache-control', 'no-store')
      .header('content-length', bytes)
      .header('x-sha256', sha256)
    return reply.type('application/zip').send(stream)
  })
  mount(routes.datasets.labels, async ({ params: { id }, reply, caller }) => {
    const document = await correctedDocument(deps, id, caller.person.id)
    void reply
      .header('content-disposition', 'attachment; filename="annotations.json"')
      .header('cache-control', 'no-store')
    return reply.type('application/json').send(JSON.stringify(document))
  })
  mount(
    routes.datasets.correct,
    async ({ params: { id }, query: { take, against = 0 }, request, caller }) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([])
      const file = { exportId: id, ...(await readLabels(body)) }
      if (take === undefined) return lookAtLabels(deps, file)
      return takeLabels(deps, { ...file, shown: { sha256: take, against }, actor: caller.person.id })
    },
  )
}
