import { Readable } from 'node:stream'
import { trialPatienceMs } from '../../contract/models.ts'
import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { deleteModel } from './delete-model.ts'
import { openFile, storeFile, type FileDeps } from './model-file.ts'
import { allModels } from './store.ts'
import { tryModel, type TrialDeps } from './try-model.ts'
import { runningModels } from './worker-models.ts'
import { changeManifest, createModel, switchModel, type ModelDeps } from './write-model.ts'

export function modelRoutes(mount: Mount, deps: ModelDeps & FileDeps & TrialDeps): void {
  mount(routes.models.list, async () => ({
    items: await allModels(deps.db),
    workers: await runningModels(deps),
  }))
  mount(routes.models.create, ({ body, caller }) => createModel(deps, body.manifest, caller.person.id))
  mount(routes.models.changeManifest, ({ params: { id }, body: { version, manifest }, caller }) =>
    changeManifest(deps, { seen: { id, version }, actor: caller.person.id }, manifest),
  )
  mount(routes.models.putFile, ({ params: { id }, query: { version }, request, caller }) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    const announced = Number(request.headers['content-length'] ?? 0)
    return storeFile(deps, { seen: { id, version }, actor: caller.person.id, body, announced })
  })
  mount(routes.models.try, ({ params: { id }, body: { version, pictureBase64 }, caller }) =>
    tryModel(deps, {
      seen: { id, version },
      actor: caller.person.id,
      pictureBase64,
      patienceMs: trialPatienceMs,
    }),
  )
  mount(routes.models.act, ({ params: { id }, body: { version, action }, caller }) =>
    switchModel(deps, { seen: { id, version }, actor: caller.person.id }, action),
  )
  mount(routes.models.remove, async ({ params: { id }, query: { version }, caller }) => {
    await deleteModel(deps, { seen: { id, version }, actor: caller.person.id })
    return { ok: true as const }
  })
  mount(routes.workers.modelFile, async ({ params, reply }) => {
    const { stream, sha256, bytes } = await openFile(deps, params.id)
    void reply.header('x-sha256', sha256).header('content-length', bytes).header('cache-control', 'no-store')
    return reply.type('application/octet-stream').send(stream)
  })
}
