import { z } from 'zod'
import { byCommas, countOf, fromEnv, secretFromEnv } from './config-parts.ts'

/** On this machine alone nobody listens between. */
const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

const safeUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => {
    const url = new URL(text)
    return url.protocol === 'https:' || isLoopback(url)
  }, 'expected https:// (http:// on this machine alone)')
  .optional()

/** How people sign in. */
export const signInConfig = {
  secondFactor: z
    .enum(['required', 'optional', 'off'])
    .default('required')
    .meta(
      fromEnv(
        'SIGHTLINE_SECOND_FACTOR',
        'one-time codes (TOTP): required (of all roles but operators), optional (of who set one up) or off',
      ),
    ),
  sessions: countOf(
    { least: 1, most: 8, usual: 1 },
    'SIGHTLINE_SESSIONS',
    'sessions of one person at once; a later sign-in ends the oldest',
  ),
  operatorSessions: countOf(
    { least: 1, most: 8, usual: 2 },
    'SIGHTLINE_OPERATOR_SESSIONS',
    'the same of an operator: the screen on the wall, and the desk',
  ),
  sessionHours: countOf(
    { least: 1, most: 24, usual: 12 },
    'SIGHTLINE_SESSION_HOURS',
    'hours after which every session ends',
  ),
  idleMinutes: countOf(
    { least: 5, most: 60, usual: 30 },
    'SIGHTLINE_IDLE_MINUTES',
    'minutes without use after which a session ends; an operator’s lasts its hours',
  ),
  passwordDays: countOf(
    { least: 0, most: 365, usual: 90 },
    'SIGHTLINE_PASSWORD_DAYS',
    'days after which a password must be changed, of all roles but operators; 0: never',
  ),
  publicUrl: safeUrl.meta(
    fromEnv(
      'SIGHTLINE_PUBLIC_URL',
      'where people reach the screens, for the sign-in provider to send them back',
    ),
  ),
  oidcIssuer: safeUrl.meta(
    fromEnv(
      'SIGHTLINE_OIDC_ISSUER',
      'the sign-in provider (OpenID Connect), as it names itself; unset, none',
    ),
  ),
  oidcClientId: z
    .string()
    .max(200)
    .optional()
    .meta(fromEnv('SIGHTLINE_OIDC_CLIENT_ID', 'as what the provider knows this product')),
  oidcClientSecret: z
    .string()
    .max(1000)
    .optional()
    .meta(secretFromEnv('SIGHTLINE_OIDC_CLIENT_SECRET', 'the secret for it')),
  oidcClientSecretFile: z
    .string()
    .optional()
    .meta(fromEnv('SIGHTLINE_OIDC_CLIENT_SECRET_FILE', 'a file with the secret, which others cannot read')),
  oidcName: z
    .string()
    .trim()
    .max(40)
    .default('OIDC')
    .meta(fromEnv('SIGHTLINE_OIDC_NAME', 'the provider’s name, as the button of the sign-in has it')),
  oidcClaim: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]{1,100}$/)
    .default('preferred_username')
    .meta(fromEnv('SIGHTLINE_OIDC_CLAIM', 'which claim names the account here, when it is bound')),
  oidcFactor: z
    .string()
    .default('')
    .transform(byCommas)
    .meta(
      fromEnv(
        'SIGHTLINE_OIDC_FACTOR',
        'values of amr or acr, by commas, that stand for the second factor; empty: it is asked for here',
      ),
    ),
}
