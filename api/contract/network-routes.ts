import { z } from 'zod'
import { networkIdSchema } from './ids.ts'
import {
  changeManifestSchema,
  maxTrialRequestBytes,
  networkActionSchema,
  networkListSchema,
  networkSchema,
  newNetworkSchema,
  seenVersionQuerySchema,
  tryNetworkSchema,
} from './networks.ts'
import { route } from './route.ts'

const params = z.object({ id: networkIdSchema })

/** The register of an admin's own networks: manifest, file, dry run, then enabled. */
export const networkRoutes = {
  networks: {
    list: route({
      method: 'GET',
      path: '/api/networks',
      access: 'networks.read',
      summary: 'Own networks, and what every worker runs',
      isPolled: true,
      response: networkListSchema,
    }),
    create: route({
      method: 'POST',
      path: '/api/networks',
      access: 'networks.write',
      summary: 'Add a network by its manifest',
      body: newNetworkSchema,
      response: networkSchema,
    }),
    changeManifest: route({
      method: 'PUT',
      path: '/api/networks/:id/manifest',
      access: 'networks.write',
      summary: 'Replace the manifest; the network is a draft again',
      params,
      body: changeManifestSchema,
      response: networkSchema,
    }),
    putFile: route({
      method: 'PUT',
      path: '/api/networks/:id/file',
      access: 'networks.write',
      summary: 'Upload the ONNX file; the network is a draft again',
      params,
      query: seenVersionQuerySchema,
      takesBytes: true,
      response: networkSchema,
    }),
    try: route({
      method: 'POST',
      path: '/api/networks/:id/trial',
      access: 'networks.write',
      summary: 'Dry run by a worker on a test picture, which is not kept',
      params,
      body: tryNetworkSchema,
      maxBodyBytes: maxTrialRequestBytes,
      response: networkSchema,
    }),
    act: route({
      method: 'POST',
      path: '/api/networks/:id/actions',
      access: 'networks.write',
      summary: 'Enable or disable',
      params,
      body: networkActionSchema,
      response: networkSchema,
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/networks/:id',
      access: 'networks.write',
      summary: 'Delete a network that was never enabled',
      params,
      query: seenVersionQuerySchema,
      response: z.object({ ok: z.literal(true) }),
    }),
  },
} as const
