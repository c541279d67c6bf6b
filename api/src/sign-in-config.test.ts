import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseConfig } from '@sightline/infra/platform/config'
import { signInConfig } from './sign-in-config.ts'

const read = (env: Record<string, string>) => parseConfig(z.object(signInConfig), env, { app: 'api' })

it('of a site that was told nothing asks for a second factor, one session and a new password each quarter', () =>
  expect(read({})).toMatchObject({
    secondFactor: 'required',
    sessions: 1,
    operatorSessions: 2,
    sessionHours: 12,
    idleMinutes: 30,
    passwordDays: 90,
    oidcFactor: [],
    oidcClaim: 'preferred_username',
  }))

it.each([
  ['SIGHTLINE_SECOND_FACTOR', 'none'],
  ['SIGHTLINE_SESSIONS', '0'],
  ['SIGHTLINE_OPERATOR_SESSIONS', '9'],
  ['SIGHTLINE_SESSION_HOURS', '25'],
  ['SIGHTLINE_IDLE_MINUTES', '4'],
  ['SIGHTLINE_PASSWORD_DAYS', '-1'],
  ['SIGHTLINE_OIDC_ISSUER', 'http://id.example'],
  ['SIGHTLINE_OIDC_ISSUER', 'http://127.0.0.1.evil.example'],
  ['SIGHTLINE_PUBLIC_URL', 'http://sightline.example'],
  ['SIGHTLINE_OIDC_CLAIM', 'a claim'],
])('refuses %s=%s, and names it', (name, value) => expect(() => read({ [name]: value })).toThrow(name))

it('takes a provider by https, and one on this machine without', () => {
  for (const url of ['https://id.example/realms/city', 'http://127.0.0.1:8090', 'http://localhost:8090'])
    expect(read({ SIGHTLINE_OIDC_ISSUER: url }).oidcIssuer).toBe(url)
  expect(read({ SIGHTLINE_OIDC_FACTOR: 'mfa, otp' }).oidcFactor).toEqual(['mfa', 'otp'])
})
