import { z } from 'zod'
import { alertDetailSchema } from './alerts.ts'
import {
  caseAnswerSchema,
  caseFilterSchema,
  caseSchema,
  decideCaseSchema,
  handOverCaseSchema,
} from './cases.ts'
import { caseIdSchema, originalPermissionIdSchema } from './ids.ts'
import { route } from './route.ts'
import { pageOf } from './time.ts'

/** Proposed cases and what becomes of them. */
export const caseRoutes = {
  list: route({
    method: 'GET',
    path: '/api/cases',
    access: 'cases.read',
    scope: 'unit',
    summary: 'Proposed cases and what became of them, newest first',
    query: caseFilterSchema,
    response: pageOf(caseSchema),
  }),
  get: route({
    method: 'GET',
    path: '/api/cases/:id',
    access: 'cases.read',
    scope: 'unit',
    summary: 'A case with its dossier and timeline',
    params: z.object({ id: caseIdSchema }),
    response: caseAnswerSchema.extend({ detail: alertDetailSchema }),
  }),
  decide: route({
    method: 'POST',
    path: '/api/cases/:id/decision',
    access: 'cases.decide',
    scope: 'unit',
    concerns: 'case',
    summary: 'The head files a proposed case, sends it back, refuses it, or revokes what was filed',
    params: z.object({ id: caseIdSchema }),
    body: decideCaseSchema,
    response: caseAnswerSchema,
  }),
  handOver: route({
    method: 'POST',
    path: '/api/cases/:id/hand-over',
    access: 'cases.hand_over',
    scope: 'unit',
    concerns: 'case',
    summary: 'Hand a proposed case over, or record what the receiver answered',
    params: z.object({ id: caseIdSchema }),
    body: handOverCaseSchema,
    response: caseAnswerSchema,
  }),
  package: route({
    method: 'GET',
    path: '/api/cases/:id/package',
    access: 'cases.export',
    scope: 'unit',
    concerns: 'case',
    summary: 'The case package with the originals (zip), by a permission to take them out',
    params: z.object({ id: caseIdSchema }),
    query: z.object({ permission: originalPermissionIdSchema.optional() }),
  }),
} as const
