import { z } from 'zod'
import { personIdSchema, requestIdSchema } from './ids.ts'
import {
  changePersonSchema,
  decisionSchema,
  newPersonSchema,
  personOutcomeSchema,
  personRequestSchema,
  personSchema,
} from './people.ts'
import { ok, route } from './route.ts'

/** Who works here, and who decides about them. */
export const peopleRoutes = {
  list: route({
    method: 'GET',
    path: '/api/people',
    access: 'people.read',
    scope: 'unit',
    summary: 'List people',
    response: z.object({ items: z.array(personSchema) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/people',
    access: 'people.write',
    scope: 'unit',
    summary: 'Register a person',
    body: newPersonSchema,
    response: personOutcomeSchema,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/people/:id',
    access: 'people.write',
    scope: 'unit',
    summary: 'Change a person',
    params: z.object({ id: personIdSchema }),
    body: changePersonSchema,
    response: personOutcomeSchema,
  }),
  requests: route({
    method: 'GET',
    path: '/api/people/requests',
    access: 'people.read',
    scope: 'unit',
    summary: 'What waits for a decision',
    response: z.object({ items: z.array(personRequestSchema) }),
  }),
  decide: route({
    method: 'POST',
    path: '/api/people/requests/:id',
    access: 'people.decide',
    scope: 'unit',
    summary: 'A security administrator approves or refuses a request',
    params: z.object({ id: requestIdSchema }),
    body: decisionSchema,
    response: z.object({ person: personSchema.nullable() }),
  }),
  standIn: route({
    method: 'POST',
    path: '/api/people/requests/:id/stand-in',
    access: 'people.write',
    scope: 'unit',
    summary: "Take back one's own request; while there is no security administrator, decide another's",
    params: z.object({ id: requestIdSchema }),
    body: decisionSchema,
    response: z.object({ person: personSchema.nullable() }),
  }),
  unlock: route({
    method: 'POST',
    path: '/api/people/:id/unlock',
    access: 'people.decide',
    scope: 'unit',
    summary: 'Lift the lock that too many wrong passwords put on an account',
    params: z.object({ id: personIdSchema }),
    body: z.object({}),
    response: ok,
  }),
} as const
