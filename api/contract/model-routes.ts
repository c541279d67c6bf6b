import { z } from 'zod'
import { modelIdSchema } from './ids.ts'
import {
  changeManifestSchema,
  maxTrialRequestBytes,
  modelActionSchema,
  modelListSchema,
  modelSchema,
  newModelSchema,
  seenVersionQuerySchema,
  tryModelSchema,
} from './models.ts'
import { route } from './route.ts'

const params = z.object({ id: modelIdSchema })

/** The register of an admin's own models: manifest, file, dry run, then enabled. */
export const modelRoutes = {
  models: {
    list: route({
      method: 'GET',
      path: '/api/models',
      access: 'models.read',
      scope: 'law',
      summary: 'Own models, and what every worker runs',
      isPolled: true,
      response: modelListSchema,
    }),
    create: route({
      method: 'POST',
      path: '/api/models',
      access: 'models.write',
      scope: 'whole',
      summary: 'Add a model by its manifest',
      body: newModelSchema,
      response: modelSchema,
    }),
    changeManifest: route({
      method: 'PUT',
      path: '/api/models/:id/manifest',
      access: 'models.write',
      scope: 'whole',
      summary: 'Replace the manifest; the model is a draft again',
      params,
      body: changeManifestSchema,
      response: modelSchema,
    }),
    putFile: route({
      method: 'PUT',
      path: '/api/models/:id/file',
      access: 'models.write',
      scope: 'whole',
      summary: 'Upload the ONNX file; the model is a draft again',
      params,
      query: seenVersionQuerySchema,
      takesBytes: true,
      response: modelSchema,
    }),
    try: route({
      method: 'POST',
      path: '/api/models/:id/trial',
      access: 'models.write',
      scope: 'whole',
      summary: 'Dry run by a worker on a test picture, which is not kept',
      params,
      body: tryModelSchema,
      maxBodyBytes: maxTrialRequestBytes,
      response: modelSchema,
    }),
    act: route({
      method: 'POST',
      path: '/api/models/:id/actions',
      access: 'models.write',
      scope: 'whole',
      summary: 'Enable or disable',
      params,
      body: modelActionSchema,
      response: modelSchema,
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/models/:id',
      access: 'models.write',
      scope: 'whole',
      summary: 'Delete a model that was never enabled',
      params,
      query: seenVersionQuerySchema,
      response: z.object({ ok: z.literal(true) }),
    }),
  },
} as const
