import { z } from 'zod'
import {
  alertActionSchema,
  alertDetailSchema,
  alertFilterSchema,
  alertSchema,
  newReviewSchema,
} from './alerts.ts'
import { auditEntrySchema } from './audit.ts'
import { caseSchema } from './cases.ts'
import {
  alertIdSchema,
  caseIdSchema,
  exhibitIdSchema,
  personIdSchema,
  ruleIdSchema,
  sourceIdSchema,
  zoneIdSchema,
} from './ids.ts'
import { changePersonSchema, newPersonSchema, personSchema, sessionSchema, signInSchema } from './people.ts'
import { route } from './route.ts'
import {
  changeSourceSchema,
  newSourceSchema,
  probeRequestSchema,
  probeResultSchema,
  sourceSchema,
} from './sources.ts'
import { pageOf, pageQuerySchema } from './time.ts'
import { reconcileAnswerSchema, reconcileRequestSchema } from './workers.ts'
import {
  changeRuleSchema,
  changeZoneSchema,
  newRuleSchema,
  newZoneSchema,
  ruleSchema,
  zoneSchema,
} from './zones.ts'

const empty = z.object({})
const ok = z.object({ ok: z.literal(true) })

/** Every JSON route of the api, by subject. Streams (exhibits, packages, live events) have no `response`. */
export const routes = {
  session: {
    signIn: route({
      method: 'POST',
      path: '/api/session',
      access: 'public',
      summary: 'Sign in',
      body: signInSchema,
      response: sessionSchema,
    }),
    current: route({
      method: 'GET',
      path: '/api/session',
      access: 'signed_in',
      summary: 'Who am I',
      response: sessionSchema,
    }),
    signOut: route({
      method: 'DELETE',
      path: '/api/session',
      access: 'signed_in',
      summary: 'Sign out',
      response: ok,
    }),
  },
  people: {
    list: route({
      method: 'GET',
      path: '/api/people',
      access: 'people.read',
      summary: 'List people',
      response: z.object({ items: z.array(personSchema) }),
    }),
    create: route({
      method: 'POST',
      path: '/api/people',
      access: 'people.write',
      summary: 'Register a person',
      body: newPersonSchema,
      response: personSchema,
    }),
    change: route({
      method: 'PATCH',
      path: '/api/people/:id',
      access: 'people.write',
      summary: 'Change a person',
      params: z.object({ id: personIdSchema }),
      body: changePersonSchema,
      response: personSchema,
    }),
  },
  sources: {
    list: route({
      method: 'GET',
      path: '/api/sources',
      access: 'sources.read',
      summary: 'List sources with their state',
      response: z.object({ items: z.array(sourceSchema), at: z.int() }),
    }),
    get: route({
      method: 'GET',
      path: '/api/sources/:id',
      access: 'sources.read',
      summary: 'One source',
      params: z.object({ id: sourceIdSchema }),
      response: sourceSchema,
    }),
    create: route({
      method: 'POST',
      path: '/api/sources',
      access: 'sources.write',
      summary: 'Register a source',
      body: newSourceSchema,
      response: sourceSchema,
    }),
    change: route({
      method: 'PATCH',
      path: '/api/sources/:id',
      access: 'sources.write',
      summary: 'Change, enable or approve a source',
      params: z.object({ id: sourceIdSchema }),
      body: changeSourceSchema,
      response: sourceSchema,
    }),
    probe: route({
      method: 'POST',
      path: '/api/sources/probe',
      access: 'sources.write',
      summary: 'Try an address once and bring a picture back',
      body: probeRequestSchema,
      response: probeResultSchema,
    }),
    picture: route({
      method: 'GET',
      path: '/api/sources/:id/picture',
      access: 'sources.picture',
      summary: 'A picture of now (JPEG); X-Captured-At in epoch ms',
      params: z.object({ id: sourceIdSchema }),
    }),
  },
  zones: {
    list: route({
      method: 'GET',
      path: '/api/zones',
      access: 'sources.read',
      summary: 'Zones in their newest version',
      query: z.object({ sourceId: sourceIdSchema.optional() }),
      response: z.object({ items: z.array(zoneSchema) }),
    }),
    create: route({
      method: 'POST',
      path: '/api/zones',
      access: 'zones.write',
      summary: 'Draw a zone',
      body: newZoneSchema,
      response: zoneSchema,
    }),
    change: route({
      method: 'PUT',
      path: '/api/zones/:id',
      access: 'zones.write',
      summary: 'Publish a new version of a zone',
      params: z.object({ id: zoneIdSchema }),
      body: changeZoneSchema,
      response: zoneSchema,
    }),
  },
  rules: {
    list: route({
      method: 'GET',
      path: '/api/rules',
      access: 'sources.read',
      summary: 'Rules in their newest version',
      query: z.object({ sourceId: sourceIdSchema.optional() }),
      response: z.object({ items: z.array(ruleSchema) }),
    }),
    create: route({
      method: 'POST',
      path: '/api/rules',
      access: 'rules.write',
      summary: 'Bind a rule to a zone',
      body: newRuleSchema,
      response: ruleSchema,
    }),
    change: route({
      method: 'PUT',
      path: '/api/rules/:id',
      access: 'rules.write',
      summary: 'Publish a new version of a rule',
      params: z.object({ id: ruleIdSchema }),
      body: changeRuleSchema,
      response: ruleSchema,
    }),
  },
  alerts: {
    list: route({
      method: 'GET',
      path: '/api/alerts',
      access: 'alerts.read',
      summary: 'Alerts, newest first',
      query: alertFilterSchema,
      response: pageOf(alertSchema),
    }),
    get: route({
      method: 'GET',
      path: '/api/alerts/:id',
      access: 'alerts.read',
      summary: 'The dossier page',
      params: z.object({ id: alertIdSchema }),
      response: alertDetailSchema,
    }),
    act: route({
      method: 'POST',
      path: '/api/alerts/:id/actions',
      access: 'alerts.triage',
      summary: 'Claim, release, dismiss, restore, pass on',
      params: z.object({ id: alertIdSchema }),
      body: alertActionSchema,
      response: alertSchema,
    }),
    review: route({
      method: 'POST',
      path: '/api/alerts/:id/reviews',
      access: 'reviews.write',
      summary: "An officer's verdict; the second agreement files the case",
      params: z.object({ id: alertIdSchema }),
      body: newReviewSchema,
      response: alertDetailSchema,
    }),
    thumb: route({
      method: 'GET',
      path: '/api/alerts/:id/thumb',
      access: 'alerts.read',
      summary: 'A small picture for the wall (JPEG derivative)',
      params: z.object({ id: alertIdSchema }),
    }),
  },
  exhibits: {
    content: route({
      method: 'GET',
      path: '/api/exhibits/:id/content',
      access: 'exhibits.read',
      summary: 'The bytes of an exhibit, with ranges; each access is recorded',
      params: z.object({ id: exhibitIdSchema }),
    }),
    opened: route({
      method: 'POST',
      path: '/api/exhibits/:id/opened',
      access: 'exhibits.read',
      summary: 'The exhibit was shown on screen',
      params: z.object({ id: exhibitIdSchema }),
      body: empty,
      response: ok,
    }),
  },
  cases: {
    list: route({
      method: 'GET',
      path: '/api/cases',
      access: 'cases.read',
      summary: 'Cases, newest first',
      query: pageQuerySchema,
      response: pageOf(caseSchema),
    }),
    get: route({
      method: 'GET',
      path: '/api/cases/:id',
      access: 'cases.read',
      summary: 'A case with its dossier and timeline',
      params: z.object({ id: caseIdSchema }),
      response: z.object({ case: caseSchema, detail: alertDetailSchema }),
    }),
    package: route({
      method: 'GET',
      path: '/api/cases/:id/package',
      access: 'cases.export',
      summary: 'The case package (zip)',
      params: z.object({ id: caseIdSchema }),
    }),
  },
  audit: {
    list: route({
      method: 'GET',
      path: '/api/audit',
      access: 'audit.read',
      summary: 'The audit trail, newest first',
      query: pageQuerySchema.extend({ subject: z.string().max(160).optional() }),
      response: pageOf(auditEntrySchema),
    }),
  },
  live: {
    events: route({ method: 'GET', path: '/api/live', access: 'live.read', summary: 'Server-sent events' }),
  },
  workers: {
    reconcile: route({
      method: 'POST',
      path: '/api/workers/reconcile',
      access: 'worker',
      summary: 'A worker reports its sources and learns what to watch',
      body: reconcileRequestSchema,
      response: reconcileAnswerSchema,
    }),
  },
} as const
