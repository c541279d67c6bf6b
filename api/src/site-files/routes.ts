import { pipeline, Readable } from 'node:stream'
import { CodedError } from '@sightline/infra/platform/error'
import { routes } from '../../contract/routes.ts'
import { createStoredCheck } from '../exhibits/check-stored.ts'
import { rangeOf } from '../exhibits/range.ts'
import { countServed } from '../exhibits/served-bytes.ts'
import type { Mount } from '../http/mount.ts'
import { Refusal } from '../refusal.ts'
import { bringFile, type SiteDeps } from './bring-file.ts'
import { findSiteFile, keepServed, openPart, openWhole, recordOpened, recordServed } from './serve.ts'
import { siteForm } from './site-form.ts'

/** A street's photographs at once, and nobody's flood. */
const uploadsPerMinute = 120

export function siteFileRoutes(mount: Mount, deps: SiteDeps): void {
  const isAsSealed = createStoredCheck(deps.objects)
  mount(routes.siteFiles.form, ({ params, caller }) => siteForm(deps, params.id, caller))
  mount(
    routes.siteFiles.upload,
    ({ params, query, request, caller }) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([])
      const announced = Number(request.headers['content-length'] ?? 0)
      return bringFile(deps, { alertId: params.id, name: query.name, body, announced }, caller)
    },
    { ratePerMinute: uploadsPerMinute },
  )
  mount(routes.siteFiles.content, async ({ params, request, reply, caller }) => {
    const file = await findSiteFile(deps, params.id, caller)
    const { bytes, mime, sha256 } = file
    void reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store')
    const range = rangeOf(request.headers.range, bytes)
    const actor = caller.person.id
    const opening = range
      ? openPart({ ...deps, isAsSealed }, { file, actor, range })
      : openWhole(deps, file, actor)
    const stream = await opening.catch((error: unknown) => {
      const isGone = error instanceof CodedError && error.code === 'object_not_found'
      throw isGone ? new Refusal('exhibit_missing', { id: file.id }) : error
    })
    await recordServed(deps, file, caller).catch((error: unknown) => {
      stream.destroy()
      throw error
    })
    if (range) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
    // A paper may carry scripts: it is saved, and shown by no page of ours.
    if (file.kind === 'scan') void reply.header('content-disposition', 'attachment; filename="scan.pdf"')
    const length = range ? range.end - range.start + 1 : bytes
    void reply.header('content-length', length).header('x-sha256', sha256).type(mime)
    const counting = countServed(range, (served) => keepServed(deps, { file, caller, served }))
    // A failure of either ends both; the reply hears of it from what it was given.
    return reply.send(pipeline(stream, counting, () => undefined))
  })
  mount(routes.siteFiles.opened, async ({ params, caller }) => {
    await recordOpened(deps, await findSiteFile(deps, params.id, caller), caller)
    return { ok: true as const }
  })
}
