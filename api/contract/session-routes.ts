import { z } from 'zod'
import { ownPasswordSchema, ownSessionSchema, sessionSchema, signInSchema } from './people.ts'
import { ok, route } from './route.ts'
import { sha256Schema } from './time.ts'

/** Signing in and out, and what everybody may do to their own sessions and password. */
export const sessionRoutes = {
  signIn: route({
    method: 'POST',
    path: '/api/session',
    access: 'public',
    scope: 'public',
    summary: 'Sign in',
    body: signInSchema,
    response: sessionSchema,
  }),
  current: route({
    method: 'GET',
    path: '/api/session',
    access: 'signed_in',
    scope: 'own',
    summary: 'Who am I',
    allowsOneTime: true,
    response: sessionSchema,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    access: 'signed_in',
    scope: 'own',
    summary: 'Sign out',
    allowsOneTime: true,
    response: ok,
  }),
  ownPassword: route({
    method: 'POST',
    path: '/api/session/password',
    access: 'signed_in',
    scope: 'own',
    summary: 'Change my own password',
    allowsOneTime: true,
    body: ownPasswordSchema,
    response: sessionSchema,
  }),
  listOwn: route({
    method: 'GET',
    path: '/api/sessions',
    access: 'signed_in',
    scope: 'own',
    summary: 'Where I am signed in, the newest first',
    response: z.object({ items: z.array(ownSessionSchema) }),
  }),
  endOwn: route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    access: 'signed_in',
    scope: 'own',
    summary: 'End one of my sessions',
    params: z.object({ id: sha256Schema }),
    response: ok,
  }),
} as const
