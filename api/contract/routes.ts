import { z } from 'zod'
import { reopenSchema } from './reopen.ts'
import {
  alertActionSchema,
  alertDetailSchema,
  alertFilterSchema,
  alertSchema,
  newReviewSchema,
} from './alerts.ts'
import { auditEntrySchema, auditFilterSchema } from './audit.ts'
import { approvalRoutes } from './approval-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { certificateRoutes } from './certificates.ts'
import { datasetRoutes } from './dataset-routes.ts'
import { documentRoutes } from './documents.ts'
import { alertIdSchema, exhibitIdSchema, modelIdSchema, originalPermissionIdSchema } from './ids.ts'
import { limitRoutes } from './limits.ts'
import { machineRoutes, setupRoutes } from './machine.ts'
import { evidenceModeRoutes } from './evidence-modes.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { maskRoutes } from './masks.ts'
import { matterRoutes } from './matters.ts'
import { modelRoutes } from './model-routes.ts'
import { alertPermitsSchema, permitRoutes } from './permits.ts'
import { copyRoutes, originalRoutes } from './originals.ts'
import { precisionRoutes } from './precision.ts'
import { phraseRoutes } from './phrases.ts'
import { reminderRoutes } from './reminders.ts'
import { speakerRoutes } from './speakers.ts'
import { ok, route } from './route.ts'
import { shadowRoutes } from './shadows.ts'
import { siteFileRoutes } from './site-files.ts'
import { stepRoutes } from './steps.ts'
import { pageOf } from './time.ts'
import { supervisionRoutes } from './supervisions.ts'
import { unitRoutes } from './units.ts'
import { reconcileAnswerSchema, signedCallSchema } from './workers.ts'
import { recusalRoutes } from './recusals.ts'
import { registryRoutes } from './registry-routes.ts'
import { viewingRoutes } from './viewing.ts'

const empty = z.object({})
/** Every route of the api, by subject. Streams (exhibits, packages, live events and pictures) have no `response`. */
export const routes = {
  ...registryRoutes,
  units: unitRoutes,
  speakers: speakerRoutes,
  reminders: reminderRoutes,
  phrases: phraseRoutes,
  approvals: approvalRoutes,
  ...modelRoutes,
  setup: setupRoutes,
  machine: machineRoutes,
  alerts: {
    list: route({
      method: 'GET',
      path: '/api/alerts',
      access: 'alerts.read',
      scope: 'unit',
      summary: 'Alerts, newest first',
      query: alertFilterSchema,
      response: pageOf(alertSchema),
    }),
    get: route({
      method: 'GET',
      path: '/api/alerts/:id',
      access: 'alerts.read',
      scope: 'unit',
      summary: 'The dossier page',
      params: z.object({ id: alertIdSchema }),
      response: alertDetailSchema,
    }),
    act: route({
      method: 'POST',
      path: '/api/alerts/:id/actions',
      access: 'alerts.triage',
      scope: 'unit',
      concerns: 'alert',
      summary: 'Claim, release, dismiss, restore, pass on',
      params: z.object({ id: alertIdSchema }),
      body: alertActionSchema,
      response: alertSchema,
    }),
    review: route({
      method: 'POST',
      path: '/api/alerts/:id/reviews',
      access: 'reviews.write',
      scope: 'unit',
      concerns: 'alert',
      summary: "An officer's verdict; the second agreement proposes a case",
      params: z.object({ id: alertIdSchema }),
      body: newReviewSchema,
      response: alertDetailSchema,
    }),
    reopen: route({
      method: 'POST',
      path: '/api/alerts/:id/reopen',
      access: 'alerts.reopen',
      scope: 'unit',
      concerns: 'alert',
      summary: 'Have what ended judged anew',
      params: z.object({ id: alertIdSchema }),
      body: reopenSchema,
      response: alertDetailSchema,
    }),
    permits: route({
      method: 'GET',
      path: '/api/alerts/:id/permits',
      access: 'alerts.read',
      scope: 'unit',
      summary: "The permits of the alert's place and time",
      params: z.object({ id: alertIdSchema }),
      response: alertPermitsSchema,
    }),
    thumb: route({
      method: 'GET',
      path: '/api/alerts/:id/thumb',
      access: 'alerts.read',
      scope: 'unit',
      concerns: 'alert',
      summary: 'A small picture for the wall (JPEG derivative)',
      isPolled: true,
      params: z.object({ id: alertIdSchema }),
      /** `last`: how the place looks at the end. */
      query: z.object({ of: z.enum(['first', 'last']).default('first') }),
    }),
  },
  permits: permitRoutes,
  steps: stepRoutes,
  siteFiles: siteFileRoutes,
  matters: matterRoutes,
  catalogue: catalogueRoutes,
  evidenceModes: evidenceModeRoutes,
  datasets: datasetRoutes,
  documents: documentRoutes,
  viewing: viewingRoutes,
  masks: maskRoutes,
  originals: originalRoutes,
  recusals: recusalRoutes,
  limits: limitRoutes,
  supervisions: supervisionRoutes,
  certificates: certificateRoutes,
  copies: copyRoutes,
  precision: precisionRoutes,
  shadows: shadowRoutes,
  exhibits: {
    content: route({
      method: 'GET',
      path: '/api/exhibits/:id/content',
      access: 'exhibits.read',
      scope: 'unit',
      concerns: 'exhibit',
      summary: 'The bytes of an exhibit, with ranges; each access is recorded',
      params: z.object({ id: exhibitIdSchema }),
      /** Of a source with privacy masks a still is shown with them burnt in, unless by a permission to see the original. */
      query: z.object({ permission: originalPermissionIdSchema.optional() }),
    }),
    opened: route({
      method: 'POST',
      path: '/api/exhibits/:id/opened',
      access: 'exhibits.read',
      scope: 'unit',
      concerns: 'exhibit',
      summary: 'The exhibit was shown on screen',
      params: z.object({ id: exhibitIdSchema }),
      body: empty,
      response: ok,
    }),
  },
  cases: caseRoutes,
  audit: {
    list: route({
      method: 'GET',
      path: '/api/audit',
      access: 'audit.read',
      scope: 'unit',
      summary: 'The audit trail, newest first',
      query: auditFilterSchema,
      response: pageOf(auditEntrySchema),
    }),
  },
  live: {
    events: route({
      method: 'GET',
      path: '/api/live',
      access: 'live.read',
      scope: 'unit',
      summary: 'Server-sent events',
      isPolled: true,
    }),
  },
  workers: {
    reconcile: route({
      method: 'POST',
      path: '/api/workers/reconcile',
      access: 'worker',
      scope: 'program',
      summary: 'A worker reports its sources and learns what to watch',
      body: signedCallSchema,
      response: reconcileAnswerSchema,
    }),
    modelFile: route({
      method: 'GET',
      path: '/api/workers/models/:id/file',
      access: 'worker',
      scope: 'program',
      summary: 'The ONNX file of a model that is enabled or under trial; X-Sha256 of its bytes',
      params: z.object({ id: modelIdSchema }),
    }),
  },
} as const
