import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { keepFonts } from './layout/fonts.ts'
import { listDocuments } from './list-documents.ts'
import { makeDocument, type DocumentDeps } from './make-document.ts'
import { openDocument } from './open-document.ts'

/** A name in a header (RFC 8187). */
const headerName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)

/** Documents (文书) of an alert and its case. */
export function documentRoutes(mount: Mount, world: Omit<DocumentDeps, 'fonts'>): void {
  const deps = { ...world, fonts: keepFonts() }
  mount(routes.documents.list, ({ params, caller }) => listDocuments(deps, params.id, caller))
  mount(routes.documents.make, async ({ params, body, caller }) => {
    await makeDocument(deps, { alertId: params.id, ...body }, caller)
    return listDocuments(deps, params.id, caller)
  })
  mount(routes.documents.content, async ({ params, query, reply, caller }) => {
    const asked = { id: params.id, permission: query.permission }
    const { row, bytes } = await openDocument(deps, asked, caller)
    const name = headerName(`${row.number}.pdf`)
    void reply
      .header('content-disposition', `attachment; filename="document.pdf"; filename*=UTF-8''${name}`)
      .header('cache-control', 'private, no-store')
      .header('content-length', bytes.length)
      .header('x-sha256', row.sha256)
    return reply.type('application/pdf').send(Buffer.from(bytes))
  })
}
