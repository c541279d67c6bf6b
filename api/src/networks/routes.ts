import { Readable } from 'node:stream'
import { trialPatienceMs } from '../../contract/networks.ts'
import { routes } from '../../contract/routes.ts'
import type { Mount } from '../http/mount.ts'
import { deleteNetwork } from './delete-network.ts'
import { openFile, storeFile, type FileDeps } from './network-file.ts'
import { allNetworks } from './store.ts'
import { tryNetwork, type TrialDeps } from './try-network.ts'
import { runningNetworks } from './worker-networks.ts'
import { changeManifest, createNetwork, switchNetwork, type NetworkDeps } from './write-network.ts'

export function networkRoutes(mount: Mount, deps: NetworkDeps & FileDeps & TrialDeps): void {
  mount(routes.networks.list, async () => ({
    items: await allNetworks(deps.db),
    workers: await runningNetworks(deps),
  }))
  mount(routes.networks.create, ({ body, caller }) => createNetwork(deps, body.manifest, caller.person.id))
  mount(routes.networks.changeManifest, ({ params: { id }, body: { version, manifest }, caller }) =>
    changeManifest(deps, { seen: { id, version }, actor: caller.person.id }, manifest),
  )
  mount(routes.networks.putFile, ({ params: { id }, query: { version }, request, caller }) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    const announced = Number(request.headers['content-length'] ?? 0)
    return storeFile(deps, { seen: { id, version }, actor: caller.person.id, body, announced })
  })
  mount(routes.networks.try, ({ params: { id }, body: { version, pictureBase64 }, caller }) =>
    tryNetwork(deps, {
      ...{ seen: { id, version }, actor: caller.person.id, pictureBase64 },
      patienceMs: trialPatienceMs,
    }),
  )
  mount(routes.networks.act, ({ params: { id }, body: { version, action }, caller }) =>
    switchNetwork(deps, { seen: { id, version }, actor: caller.person.id }, action),
  )
  mount(routes.networks.remove, async ({ params: { id }, query: { version }, caller }) => {
    await deleteNetwork(deps, { seen: { id, version }, actor: caller.person.id })
    return { ok: true as const }
  })
  mount(routes.workers.networkFile, async ({ params, reply }) => {
    const { stream, sha256, bytes } = await openFile(deps, params.id)
    void reply.header('x-sha256', sha256).header('content-length', bytes).header('cache-control', 'no-store')
    return reply.type('application/octet-stream').send(stream)
  })
}
