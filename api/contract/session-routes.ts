import { z } from 'zod'
import { ownPasswordSchema, ownSessionSchema, sessionSchema, signInSchema } from './people.ts'
import { ok, route } from './route.ts'
import {
  enrolmentSchema,
  factorCodeSchema,
  ownAccountSchema,
  providerCodeSchema,
  recoveryCodesSchema,
  waysSchema,
} from './second-factor.ts'
import { line } from './text.ts'
import { sha256Schema } from './time.ts'

/** Signing in and out, and what everybody may do to their own sessions and password. */
export const sessionRoutes = {
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
  listOwn: route({
    method: 'GET',
    path: '/api/sessions',
    access: 'signed_in',
    summary: 'Where I am signed in, the newest first',
    response: z.object({ items: z.array(ownSessionSchema) }),
  }),
  account: route({
    method: 'GET',
    path: '/api/session/account',
    access: 'signed_in',
    summary: 'My second factor, my last sign-ins and the age of my password',
    allowsUnenrolled: true,
    response: ownAccountSchema,
  }),
  beginFactor: route({
    method: 'POST',
    path: '/api/session/second-factor',
    access: 'signed_in',
    summary: 'Begin to set up my second factor; another than the present one takes a code of that',
    allowsUnenrolled: true,
    body: z.object({ code: factorCodeSchema.optional() }),
    response: enrolmentSchema,
  }),
  confirmFactor: route({
    method: 'POST',
    path: '/api/session/second-factor/confirm',
    access: 'signed_in',
    summary: 'Confirm it by a code of it; answers the recovery codes, once',
    allowsUnenrolled: true,
    body: z.object({ code: factorCodeSchema }),
    response: recoveryCodesSchema,
  }),
  renewRecovery: route({
    method: 'POST',
    path: '/api/session/second-factor/recovery',
    access: 'signed_in',
    summary: 'Other recovery codes in place of mine',
    body: z.object({ code: factorCodeSchema }),
    response: recoveryCodesSchema,
  }),
  ways: route({
    method: 'GET',
    path: '/api/sign-in/ways',
    access: 'public',
    summary: 'How people may sign in here',
    response: waysSchema,
  }),
  toProvider: route({
    method: 'GET',
    path: '/api/sign-in/provider',
    access: 'public',
    summary: 'Go to the sign-in provider',
    query: z.object({ from: line(500).optional() }),
  }),
  fromProvider: route({
    method: 'GET',
    path: '/api/sign-in/provider/back',
    access: 'public',
    summary: 'Come back from the sign-in provider',
  }),
  providerCode: route({
    method: 'POST',
    path: '/api/sign-in/provider/code',
    access: 'public',
    summary: 'The second factor of who came from the sign-in provider',
    body: providerCodeSchema,
    response: sessionSchema,
  }),
  endOwn: route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    access: 'signed_in',
    summary: 'End one of my sessions',
    params: z.object({ id: sha256Schema }),
    response: ok,
  }),
} as const
