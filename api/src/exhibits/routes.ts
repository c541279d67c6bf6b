import { pipeline } from 'node:stream'
import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { CodedError } from '@sightline/infra/platform/error'
import { Refusal } from '../refusal.ts'
import { countView } from '../viewing/count-view.ts'
import { requireReason } from '../viewing/reason.ts'
import { rangeOf } from './range.ts'
import { createStoredCheck } from './check-stored.ts'
import {
  findKeptExhibit,
  keepServed,
  openExhibit,
  openRange,
  recordOpened,
  recordServed,
  type ServeDeps,
} from './serve.ts'
import { countServed } from './served-bytes.ts'

export function exhibitRoutes(mount: Mount, deps: ServeDeps): void {
  const isAsSealed = createStoredCheck(deps.objects)
  mount(routes.exhibits.content, async ({ params, request, reply, caller }) => {
    const exhibit = await findKeptExhibit(deps, params.id)
    const { bytes, mime, sha256, sourceId, id, name } = exhibit
    const said = await requireReason(deps, { sourceId, takenAt: exhibit.at.getTime() }, caller)
    void reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store')
    const range = rangeOf(request.headers.range, bytes)
    const asked = { exhibit, actor: caller.person.id }
    const opening = range ? openRange({ ...deps, isAsSealed }, { ...asked, range }) : openExhibit(deps, asked)
    const stream = await opening.catch((error: unknown) => {
      const isGone = error instanceof CodedError && error.code === 'object_not_found'
      throw isGone ? new Refusal('exhibit_missing', { id: exhibit.id }) : error
    })
    const view = { subject: `exhibit/${id}`, name, isSeek: (range?.start ?? 0) > 0, said } as const
    const recording = recordServed(deps, { exhibit, said }, caller).then(() => countView(deps, view, caller))
    await recording.catch((error: unknown) => {
      stream.destroy()
      throw error
    })
    if (range) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
    const length = range ? range.end - range.start + 1 : bytes
    void reply.header('content-length', length).header('x-sha256', sha256).type(mime)
    const counting = countServed(range, (served) => keepServed(deps, { exhibit, caller, served }))
    // A failure of either ends both; the reply hears of it from what it was given.
    return reply.send(pipeline(stream, counting, () => undefined))
  })
  mount(routes.exhibits.opened, async ({ params, caller }) => {
    await recordOpened(deps, await findKeptExhibit(deps, params.id), caller)
    return { ok: true as const }
  })
}
