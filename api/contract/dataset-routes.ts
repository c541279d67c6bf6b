import { z } from 'zod'
import {
  datasetApprovalSchema,
  datasetExportSchema,
  labelDiffSchema,
  labelsQuerySchema,
  newDatasetApprovalSchema,
  newDatasetExportSchema,
  withdrawDatasetSchema,
} from './datasets.ts'
import { datasetApprovalIdSchema, datasetExportIdSchema } from './ids.ts'
import { route } from './route.ts'

const ofApproval = z.object({ id: datasetApprovalIdSchema })
const ofExport = z.object({ id: datasetExportIdSchema })

/** Findings and their verdicts as training data, by a written approval that another person recorded. */
export const datasetRoutes = {
  approvals: route({
    method: 'GET',
    path: '/api/datasets/approvals',
    access: 'datasets.read',
    scope: 'unit',
    summary: 'Approvals of exports, newest first',
    response: z.object({ items: z.array(datasetApprovalSchema) }),
  }),
  approve: route({
    method: 'POST',
    path: '/api/datasets/approvals',
    access: 'datasets.approve',
    scope: 'unit',
    summary: 'Record a written approval; whoever records it does not export by it',
    body: newDatasetApprovalSchema,
    response: datasetApprovalSchema,
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/datasets/approvals/:id/withdrawal',
    access: 'datasets.approve',
    scope: 'unit',
    summary: 'Withdraw an approval, for good',
    params: ofApproval,
    body: withdrawDatasetSchema,
    response: datasetApprovalSchema,
  }),
  exports: route({
    method: 'GET',
    path: '/api/datasets/exports',
    access: 'datasets.read',
    scope: 'unit',
    summary: 'Exports and how far they are, newest first',
    isPolled: true,
    response: z.object({ items: z.array(datasetExportSchema) }),
  }),
  make: route({
    method: 'POST',
    path: '/api/datasets/exports',
    access: 'datasets.export',
    scope: 'unit',
    summary: 'Begin an export',
    body: newDatasetExportSchema,
    response: datasetExportSchema,
  }),
  file: route({
    method: 'GET',
    path: '/api/datasets/exports/:id/file',
    access: 'datasets.export',
    scope: 'unit',
    summary: 'The export (zip); each download is recorded',
    params: ofExport,
  }),
  labels: route({
    method: 'GET',
    path: '/api/datasets/exports/:id/labels',
    access: 'datasets.export',
    scope: 'unit',
    summary: 'Its annotations.json with the corrected labels',
    params: ofExport,
  }),
  correct: route({
    method: 'PUT',
    path: '/api/datasets/exports/:id/labels',
    access: 'datasets.export',
    scope: 'unit',
    summary: 'Corrected labels (COCO): what they would change, or, with `take`, take them',
    params: ofExport,
    query: labelsQuerySchema,
    takesBytes: true,
    response: labelDiffSchema,
  }),
} as const
