import { z } from 'zod'
import { personIdSchema, ruleIdSchema, sourceIdSchema, zoneIdSchema } from './ids.ts'
import {
  changePersonSchema,
  newPersonSchema,
  ownPasswordSchema,
  personSchema,
  sessionSchema,
  signInSchema,
} from './people.ts'
import { route } from './route.ts'
import {
  changeSourceSchema,
  newSourceSchema,
  probeRequestSchema,
  probeResultSchema,
  sourceSchema,
} from './sources.ts'
import {
  changeRuleSchema,
  changeZoneSchema,
  newRuleSchema,
  newZoneSchema,
  ruleSchema,
  zoneSchema,
} from './zones.ts'

const ok = z.object({ ok: z.literal(true) })

/** Who works here and what is watched: sessions, people, sources, zones, rules. */
export const registryRoutes = {
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
      allowsOneTime: true,
      response: sessionSchema,
    }),
    signOut: route({
      method: 'DELETE',
      path: '/api/session',
      access: 'signed_in',
      summary: 'Sign out',
      allowsOneTime: true,
      response: ok,
    }),
    ownPassword: route({
      method: 'POST',
      path: '/api/session/password',
      access: 'signed_in',
      summary: 'Change my own password',
      allowsOneTime: true,
      body: ownPasswordSchema,
      response: sessionSchema,
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
      isPolled: true,
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
    live: route({
      method: 'GET',
      path: '/api/sources/:id/live',
      access: 'sources.picture',
      summary: 'The live view: endless fragmented MP4; X-Codecs as MediaSource wants it',
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
} as const
