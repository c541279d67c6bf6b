import { z } from 'zod'
import {
  decideLawSchema,
  importLawSchema,
  lawBatchSchema,
  lawChangeSchema,
  lawEntrySchema,
  lawFilterSchema,
  lawImportAnswerSchema,
  matterContentSchema,
  mostLawBytes,
  withdrawLawSchema,
} from './catalogue.ts'
import { alertIdSchema, lawBatchIdSchema, lawEntryIdSchema } from './ids.ts'
import { askMattersSchema, alertMattersSchema } from './case-matter.ts'
import { route } from './route.ts'

const byBatch = z.object({ id: lawBatchIdSchema })

export const catalogueRoutes = {
  list: route({
    method: 'GET',
    path: '/api/catalogue',
    access: 'catalogue.read',
    scope: 'law',
    summary: 'Every row of a subject in every version, and the batches that it came in by',
    query: lawFilterSchema,
    response: z.object({
      items: z.array(lawEntrySchema),
      batches: z.array(lawBatchSchema),
      /** Matters that the product ships, of which nobody took in a version yet: to be confirmed by the legal office. */
      toConfirm: z.array(matterContentSchema),
    }),
  }),
  batch: route({
    method: 'GET',
    path: '/api/catalogue/batches/:id',
    access: 'catalogue.read',
    scope: 'law',
    summary: 'A batch, its rows, and what it changes of what is in force now',
    params: byBatch,
    response: z.object({
      batch: lawBatchSchema,
      items: z.array(lawEntrySchema),
      changes: z.array(lawChangeSchema),
    }),
  }),
  importFile: route({
    method: 'POST',
    path: '/api/catalogue/batches',
    access: 'catalogue.import',
    scope: 'whole',
    summary:
      'Take in a file as a whole, or look at it; nothing of it may be used before somebody else published it',
    body: importLawSchema,
    maxBodyBytes: mostLawBytes * 2,
    response: lawImportAnswerSchema,
  }),
  decide: route({
    method: 'POST',
    path: '/api/catalogue/batches/:id/decision',
    access: 'catalogue.publish',
    scope: 'whole',
    summary: "Publish or refuse another person's batch",
    params: byBatch,
    body: decideLawSchema,
    response: lawBatchSchema,
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/catalogue/entries/:id/withdrawal',
    access: 'catalogue.publish',
    scope: 'whole',
    summary: 'Withdraw a published row from now on; it stays readable',
    params: z.object({ id: lawEntryIdSchema }),
    body: withdrawLawSchema,
    response: lawEntrySchema,
  }),
  ofAlert: route({
    method: 'POST',
    path: '/api/alerts/:id/matters',
    access: 'reviews.write',
    scope: 'unit',
    concerns: 'alert',
    summary: 'The matters that fit an alert, who may handle them, and what is on record of whom it is about',
    params: z.object({ id: alertIdSchema }),
    body: askMattersSchema,
    response: alertMattersSchema,
  }),
} as const
