import { z } from 'zod'
import {
  approvalDetailSchema,
  legalMoveSchema,
  publishedDeviceSchema,
  signQuerySchema,
  technicalMoveSchema,
  writerMoveSchema,
} from './approval.ts'
import { sourceIdSchema } from './ids.ts'
import { route } from './route.ts'

const params = z.object({ id: sourceIdSchema })
const language = z.enum(['zh', 'en']).default('zh')

/** The approval of sources, a route for each duty: who registers, who reviews the technical side, who the legal one. */
export const approvalRoutes = {
  get: route({
    method: 'GET',
    path: '/api/sources/:id/approval',
    access: 'sources.read',
    scope: 'unit',
    summary: 'Where the approval of a source stands, what is missing, and its history',
    params,
    response: approvalDetailSchema,
  }),
  act: route({
    method: 'POST',
    path: '/api/sources/:id/approval',
    access: 'sources.write',
    scope: 'unit',
    summary: 'Amend the file, submit, publish, put in use, suspend, retire, draft again',
    params,
    body: writerMoveSchema,
    response: approvalDetailSchema,
  }),
  technical: route({
    method: 'POST',
    path: '/api/sources/:id/approval/technical',
    access: 'sources.review',
    scope: 'unit',
    summary: 'The technical review: pass or return; or suspend',
    params,
    body: technicalMoveSchema,
    response: approvalDetailSchema,
  }),
  legal: route({
    method: 'POST',
    path: '/api/sources/:id/approval/legal',
    access: 'sources.review_legal',
    scope: 'unit',
    summary: 'The legal review: pass or return; or suspend',
    params,
    body: legalMoveSchema,
    response: approvalDetailSchema,
  }),
  putSign: route({
    method: 'PUT',
    path: '/api/sources/:id/approval/sign',
    access: 'sources.write',
    scope: 'unit',
    summary: 'Upload the photograph of its sign (JPEG)',
    params,
    query: signQuerySchema,
    takesBytes: true,
    response: approvalDetailSchema,
  }),
  sign: route({
    method: 'GET',
    path: '/api/sources/:id/approval/sign',
    access: 'sources.read',
    scope: 'unit',
    summary: 'The photograph of its sign (JPEG)',
    params,
  }),
  inUse: route({
    method: 'GET',
    path: '/api/approvals/in-use',
    access: 'sources.read',
    scope: 'unit',
    summary: 'The sources in use, as they are published',
    response: z.object({ items: z.array(publishedDeviceSchema) }),
  }),
  inUseFile: route({
    method: 'GET',
    path: '/api/approvals/in-use.csv',
    access: 'sources.read',
    scope: 'unit',
    summary: 'The same as a CSV file',
    query: z.object({ language }),
  }),
  yearFile: route({
    method: 'GET',
    path: '/api/approvals/devices.csv',
    access: 'sources.read',
    scope: 'unit',
    summary: 'The devices of a year, as they are reported at its end (CSV)',
    query: z.object({ year: z.coerce.number().int().min(2020).max(2100), language }),
  }),
} as const
