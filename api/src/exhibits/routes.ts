import { pipeline, Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { routes } from '../../contract/routes.ts'
import type { Caller } from '../http/caller.ts'
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
  type FoundExhibit,
  type ServeDeps,
  type ShowStill,
} from './serve.ts'
import { countServed, type Served } from './served-bytes.ts'

interface Masked {
  readonly exhibit: FoundExhibit
  readonly copy: Buffer
  readonly reply: FastifyReply
  readonly caller: Caller
}

/** A copy with masks is shown whole: who was sent all of it was shown all there is of the exhibit. */
function sendCopy(deps: ServeDeps, { exhibit, copy, reply, caller }: Masked): FastifyReply {
  const whole: Served = [[0, exhibit.bytes - 1]]
  const counting = countServed(null, async () => undefined)
  counting.once('end', () => {
    keepServed(deps, { exhibit, caller, served: whole }).catch((err: unknown) =>
      deps.log.warn({ err, exhibit: exhibit.id }, 'a masked copy was sent and is not recorded as seen'),
    )
  })
  void reply.header('content-length', copy.length).header('x-derivative-of', exhibit.sha256)
  return reply.type('image/jpeg').send(pipeline(Readable.from([copy]), counting, () => undefined))
}

export interface ExhibitDeps extends ServeDeps {
  readonly showStill: ShowStill
}

export function exhibitRoutes(mount: Mount, deps: ExhibitDeps): void {
  const isAsSealed = createStoredCheck(deps.objects)
  mount(routes.exhibits.content, async ({ params, query, request, reply, caller }) => {
    const exhibit = await findKeptExhibit(deps, params.id)
    const { bytes, mime, sha256, sourceId, id, name } = exhibit
    const said = await requireReason(deps, { sourceId, takenAt: exhibit.at.getTime() }, caller)
    const record = (isSeek: boolean): Promise<void> =>
      recordServed(deps, { exhibit, said }, caller).then(() =>
        countView(deps, { subject: `exhibit/${id}`, name, isSeek, said }, caller),
      )
    void reply.header('cache-control', 'private, no-store')
    const copy = exhibit.role === 'still' ? await deps.showStill(exhibit, query.permission, caller) : null
    if (copy) {
      await record(false)
      return sendCopy(deps, { exhibit, copy, reply, caller })
    }
    void reply.header('accept-ranges', 'bytes')
    const range = rangeOf(request.headers.range, bytes)
    const asked = { exhibit, actor: caller.person.id }
    const opening = range ? openRange({ ...deps, isAsSealed }, { ...asked, range }) : openExhibit(deps, asked)
    const stream = await opening.catch((error: unknown) => {
      const isGone = error instanceof CodedError && error.code === 'object_not_found'
      throw isGone ? new Refusal('exhibit_missing', { id: exhibit.id }) : error
    })
    await record((range?.start ?? 0) > 0).catch((error: unknown) => {
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
